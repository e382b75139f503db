{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">Who does what in {{AREA}}</h1>
{{#LINKS}}<section class="sp-who" aria-labelledby="who_online">
<h2 class="sp-h2" id="who_online">For where you live</h2>
<ul class="govuk-list">
{{#LINK}}<li><a class="govuk-link" href="{{LINK_URL}}">{{LINK_LABEL}}</a></li>
{{/LINK}}</ul>
</section>
{{/LINKS}}{{#WHO}}<section class="sp-who" aria-labelledby="{{WHO_ID}}">
<h2 class="sp-h2" id="{{WHO_ID}}">{{WHO_LABEL}}</h2>
{{#DEPENDS}}<p class="govuk-body">It depends on where in {{DEPENDS_AREA}} you live. <a class="govuk-link" href="/your-area">Enter your postcode<span class="govuk-visually-hidden"> to see: {{DEPENDS_LABEL}}</span></a>.</p>
{{/DEPENDS}}{{#CONTACT}}<p class="sp-who__name"><a class="govuk-link" href="{{CONTACT_URL}}">{{CONTACT_TITLE}}</a></p>
{{#DOES}}<p class="govuk-body">{{DOES_TEXT}}</p>
{{/DOES}}{{#NOT_US}}<p class="govuk-body">This is not {{NOT_US_NAME}}. Contact them direct.</p>
{{/NOT_US}}{{#FACTS}}<dl class="sp-facts">
{{#FACT}}<div class="sp-facts__row{{#FACT_MAIN}} sp-facts__row--main{{/FACT_MAIN}}"><dt>{{FACT_NAME}}</dt><dd>{{#NOW}}<strong class="sp-open sp-open--{{NOW_STATE}}">{{NOW_TEXT}}.</strong> {{/NOW}}{{FACT_TEXT}}{{>FACT_LINK}}</dd></div>
{{/FACT}}</dl>
{{/FACTS}}{{/CONTACT}}</section>
{{/WHO}}{{#NARROW}}<p class="govuk-body"><a class="govuk-link" href="{{NARROW_URL}}">Search only what is for {{NARROW_AREA}}</a></p>
{{/NARROW}}<p class="govuk-body">Is this not where you live? <a class="govuk-link" href="/your-area">Enter another postcode</a>{{#CALL}} or call us: {{>CALL_LINK}}{{/CALL}}.</p>
</div>
