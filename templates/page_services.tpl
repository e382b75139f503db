{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">Services</h1>
<ul class="sp-rows">
{{#SERVICE}}<li class="sp-rows__item"><a class="govuk-link sp-rows__link" href="{{SERVICE_URL}}">{{SERVICE_TITLE}}</a> <span class="sp-count">{{SERVICE_PAGES}} {{SERVICE_UNIT}}</span></li>
{{/SERVICE}}</ul>
{{#NO_SERVICES}}<p class="govuk-body">Nothing is published here yet.</p>
{{/NO_SERVICES}}<p class="govuk-body">Not sure which service you need? <a class="govuk-link" href="/a-z">Look in the A to Z</a>.</p>
</div>
