{{%AUTOESCAPE context="HTML"}}<div class="sp-hero">
<div class="govuk-width-container">
<h1 class="sp-hero__title">{{HERO_TITLE}}</h1>
{{>SEARCH}}
</div>
</div>
<div class="govuk-width-container sp-wrap">
{{>NOTICES}}
{{#AREAS}}<p class="govuk-body sp-to-area"><a class="govuk-link" href="/your-area">Enter your postcode</a> to find out who does what where you live.</p>
{{/AREAS}}<section class="sp-services" aria-labelledby="services">
<h2 class="sp-h2" id="services">Services</h2>
<ul class="sp-cards">
{{#SERVICE}}<li class="sp-card"><a class="sp-card__link" href="{{SERVICE_URL}}">{{SERVICE_TITLE}}</a></li>
{{/SERVICE}}</ul>
{{#NO_SERVICES}}<p class="govuk-body">Nothing is published here yet.</p>
{{/NO_SERVICES}}</section>
</div>
