{{%AUTOESCAPE context="HTML"}}<div class="sp-hero">
<div class="govuk-width-container">
<h1 class="sp-hero__title">{{HERO_TITLE}}</h1>
{{>SEARCH}}
{{#TOP}}<nav class="sp-top" aria-labelledby="{{LIST_ID}}">
<h2 class="sp-top__title" id="{{LIST_ID}}">{{LIST_TITLE}}</h2>
<ul class="sp-top__list">
{{#TASK}}<li><a class="sp-top__link" href="{{TASK_URL}}">{{TASK_TITLE}}</a></li>
{{/TASK}}</ul>
</nav>
{{/TOP}}</div>
</div>
<div class="govuk-width-container sp-wrap">
{{#TODAY}}<section class="sp-today" aria-labelledby="today">
<h2 class="sp-h2 sp-today__title" id="today">Today</h2>
{{#NOW}}<p class="sp-today__line">Our phones and offices: <strong class="sp-open sp-open--{{NOW_STATE}}">{{NOW_TEXT}}</strong></p>
{{/NOW}}{{#QUIET}}<p class="sp-today__line">There are no notices today.</p>
{{/QUIET}}</section>
{{/TODAY}}{{>NOTICES}}
{{#WAYS_IN}}<div class="sp-ways-in">
{{#WAYS}}<section class="sp-way" aria-labelledby="{{LIST_ID}}">
<h2 class="sp-way__title" id="{{LIST_ID}}">{{LIST_TITLE}}</h2>
<ul class="sp-way__list">
{{#TASK}}<li><a class="govuk-link" href="{{TASK_URL}}">{{TASK_TITLE}}</a></li>
{{/TASK}}</ul>
</section>
{{/WAYS}}</div>
{{/WAYS_IN}}{{#AREAS}}<p class="govuk-body sp-to-area"><a class="govuk-link" href="/your-area">Enter your postcode</a> to find out who does what where you live.</p>
{{/AREAS}}<section class="sp-services" aria-labelledby="services">
<h2 class="sp-h2" id="services">Services</h2>
<ul class="sp-cards">
{{#SERVICE}}<li class="sp-card"><a class="sp-card__link" href="{{SERVICE_URL}}">{{SERVICE_TITLE}}</a></li>
{{/SERVICE}}</ul>
{{#NO_SERVICES}}<p class="govuk-body">Nothing is published here yet.</p>
{{/NO_SERVICES}}</section>
{{#NEWEST}}<section aria-labelledby="newest">
<h2 class="sp-h2" id="newest">Just checked or new</h2>
<ul class="govuk-list">
{{#TASK}}<li><a class="govuk-link" href="{{TASK_URL}}">{{TASK_TITLE}}</a></li>
{{/TASK}}</ul>
<p class="govuk-body"><a class="govuk-link" href="/whats-new">See more that is new</a></p>
</section>
{{/NEWEST}}</div>
