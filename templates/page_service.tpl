{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">{{SERVICE_TITLE}}</h1>
{{#SERVICE_OWNER}}<p class="sp-owner">Owner: {{SERVICE_OWNER_TEXT}}</p>
{{/SERVICE_OWNER}}{{>NOTICES}}
{{#GROUP}}<section class="sp-group" aria-labelledby="{{GROUP_ID}}">
<h2 class="sp-h2" id="{{GROUP_ID}}">{{GROUP_TITLE}}</h2>
{{>GROUP_LIST}}
</section>
{{/GROUP}}{{#CHILDREN}}<section class="sp-group" aria-labelledby="more-services">
<h2 class="sp-h2" id="more-services">More in {{SERVICE_TITLE}}</h2>
<ul class="sp-rows">
{{#CHILD}}<li class="sp-rows__item"><a class="govuk-link sp-rows__link" href="{{CHILD_URL}}">{{CHILD_TITLE}}</a></li>
{{/CHILD}}</ul>
</section>
{{/CHILDREN}}{{#NOTHING}}<p class="govuk-body">There are no pages about this at the moment. <a class="govuk-link" href="/services">See all services</a>, or call us on the number below.</p>
{{/NOTHING}}{{>PAGER}}
</div>
