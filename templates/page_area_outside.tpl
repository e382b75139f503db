{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">That postcode is not in our list</h1>
<p class="sp-lead">It may be in the area of another council, or so new that we do not have it yet.</p>
<ul class="govuk-list govuk-list--bullet sp-ways">
<li><a class="govuk-link" href="https://www.gov.uk/find-local-council">Find your local council on GOV.UK</a></li>
<li><a class="govuk-link" href="/your-area">Enter another postcode</a></li>
{{#CALL}}<li>If you live in our area, call us: {{>CALL_LINK}}</li>
{{/CALL}}</ul>
</div>
