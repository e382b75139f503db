{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">A to Z</h1>
<nav class="sp-letters" aria-label="Letters">
<ul class="sp-letters__list">
{{#LETTER}}<li><a class="sp-letters__link" href="{{LETTER_URL}}"{{#LETTER_HERE}} aria-current="page"{{/LETTER_HERE}}>{{LETTER_NAME}}</a></li>
{{/LETTER}}</ul>
</nav>
{{#AREAS}}<p class="govuk-body"><a class="govuk-link" href="/your-area">Enter your postcode</a> to find out who does what where you live.</p>
{{/AREAS}}{{#GROUP}}<section class="sp-group sp-group--az" aria-labelledby="{{GROUP_ID}}">
<h2 class="sp-h2 sp-letter" id="{{GROUP_ID}}">{{GROUP_TITLE}}</h2>
{{>GROUP_LIST}}
</section>
{{/GROUP}}{{#NOTHING}}<p class="govuk-body">Nothing is published here yet.</p>
{{/NOTHING}}</div>
