{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">Which place do you live in?</h1>
<p class="sp-lead">There is more than one place with your postcode.</p>
<ul class="govuk-list sp-places">
{{#PLACE}}<li><a class="govuk-link" href="{{PLACE_URL}}">{{PLACE_NAME}}</a></li>
{{/PLACE}}</ul>
{{#MORE}}<p class="govuk-body">There are more places than we can list here.</p>
{{/MORE}}{{#CALL}}<p class="govuk-body">If you are not sure, call us: {{>CALL_LINK}}.</p>
{{/CALL}}<p class="govuk-body"><a class="govuk-link" href="/your-area">Enter another postcode</a></p>
</div>
