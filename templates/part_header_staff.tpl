{{%AUTOESCAPE context="HTML"}}<header class="sp-header">
<div class="govuk-width-container sp-header__in">
<a class="sp-header__name" href="/">
<svg class="sp-header__mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false"><path fill="currentColor" d="M14 2h4v3h7l4 4-4 4h-7v3h4v8h-4v6h-4v-6H7l-4-4 4-4h7v-3H9V5h5z"/></svg>
<span>{{SITE_NAME}}</span></a>
<p class="sp-header__staff">Staff only</p>
{{#SEARCH_SHOWN}}<div class="sp-header__search">{{>SEARCH}}</div>
{{/SEARCH_SHOWN}}<nav class="sp-header__nav" aria-label="Main">
<ul class="sp-header__list">
<li><a class="sp-header__link" href="/services">Services</a></li>
<li><a class="sp-header__link" href="/a-z">A to Z</a></li>
{{#CARD}}<li><a class="sp-header__link sp-header__link--card {{CARD_CLASS}}" href="{{CARD_URL}}">{{CARD_LABEL}}</a></li>
{{/CARD}}</ul>
</nav>
</div>
{{#NUMBERS}}<section class="sp-numbers" aria-label="Safeguarding numbers">
<div class="govuk-width-container sp-numbers__in">
<p class="sp-numbers__title">Safeguarding{{#NUMBERS_STAFF}} <span class="sp-numbers__staff">Do not give out</span>{{/NUMBERS_STAFF}}</p>
<dl class="sp-numbers__list">
{{#NUMBER}}<div class="sp-numbers__item"><dt>{{NUMBER_TITLE}}</dt><dd>{{>NUMBER_LINK}}{{#NUMBER_STAFF}} <span class="sp-numbers__staff">do not give out</span>{{/NUMBER_STAFF}}{{#NUMBER_HOURS}} <span class="sp-numbers__hours">{{NUMBER_HOURS_TEXT}}</span>{{/NUMBER_HOURS}}</dd></div>
{{/NUMBER}}</dl>
</div>
</section>
{{/NUMBERS}}</header>
