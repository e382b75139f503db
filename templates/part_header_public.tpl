{{%AUTOESCAPE context="HTML"}}<header class="sp-header">
<div class="govuk-width-container sp-header__in">
<a class="sp-header__name" href="/">
<svg class="sp-header__mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><path fill="currentColor" d="M14 2h4v3h7l4 4-4 4h-7v3h4v8h-4v6h-4v-6H7l-4-4 4-4h7v-3H9V5h5z"/></svg>
<span>{{SITE_NAME}}</span></a>
<nav class="sp-header__nav" aria-label="Main">
<ul class="sp-header__list">
<li><a class="sp-header__link" href="/services">Services</a></li>
<li><a class="sp-header__link" href="/a-z">A to Z</a></li>
</ul>
</nav>
{{#SEARCH_SHOWN}}<div class="sp-header__search">{{>SEARCH}}</div>
{{/SEARCH_SHOWN}}</div>
</header>
