{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap sp-doc sp-doc--{{TYPE}}">
<article class="sp-doc__main">
<header class="sp-doc__head">
{{#KIND}}<p class="sp-doc__kind">{{KIND_TEXT}}</p>
{{/KIND}}<h1 class="sp-h1">{{DOC_TITLE}}</h1>
{{#LEAD}}<p class="sp-lead">{{LEAD_TEXT}}</p>
{{/LEAD}}{{#PERIOD}}<p class="sp-doc__period">{{PERIOD_TEXT}}</p>
{{/PERIOD}}{{#PROVIDER}}<p class="sp-provider">{{PROVIDER_BEFORE}} {{#PROVIDER_LINK}}<a class="govuk-link" href="{{PROVIDER_URL}}">{{PROVIDER_NAME}}</a>{{/PROVIDER_LINK}}{{#PROVIDER_PLAIN}}<strong>{{PROVIDER_NAME}}</strong>{{/PROVIDER_PLAIN}}</p>
{{/PROVIDER}}</header>
{{>NOTICES}}
{{#OFFER}}<div class="sp-offer">
<p class="sp-offer__line"><a class="sp-offer__link" href="{{OFFER_URL}}">{{OFFER_LABEL}}</a></p>
{{#OFFER_SENTENCE}}<p class="sp-offer__text">{{OFFER_SENTENCE_TEXT}}</p>
{{/OFFER_SENTENCE}}</div>
{{/OFFER}}{{#FACTS}}<dl class="sp-facts">
{{#FACT}}<div class="sp-facts__row{{#FACT_MAIN}} sp-facts__row--main{{/FACT_MAIN}}"><dt>{{FACT_NAME}}{{#FACT_STAFF}} <span class="sp-mark-staff">Do not give out</span>{{/FACT_STAFF}}</dt><dd>{{#NOW}}<strong class="sp-open sp-open--{{NOW_STATE}}">{{NOW_TEXT}}.</strong> {{/NOW}}{{FACT_TEXT}}{{>FACT_LINK}}{{#FACT_NOTE}} <span class="sp-facts__note">{{FACT_NOTE_TEXT}}</span>{{/FACT_NOTE}}</dd></div>
{{/FACT}}</dl>
{{/FACTS}}{{#CONTENTS}}<nav class="sp-contents" aria-labelledby="contents_title">
<h2 class="sp-contents__title" id="contents_title">{{CONTENTS_TITLE}}</h2>
<ol class="sp-contents__list">
{{#CONTENT}}<li><a class="govuk-link" href="{{CONTENT_URL}}">{{CONTENT_TITLE}}</a></li>
{{/CONTENT}}</ol>
</nav>
{{/CONTENTS}}<div class="sp-text">
{{#SECTION}}{{#HEADING}}<h2 class="sp-h2" id="{{HEADING_ID}}">{{HEADING_TEXT}}</h2>
{{/HEADING}}{{#PART}}{{>PART_HTML}}{{/PART}}
{{/SECTION}}</div>
{{#CTA}}<p class="govuk-body"><a class="sp-button" href="{{CTA_URL}}">{{CTA_LABEL}}</a></p>
{{/CTA}}</article>
{{>ABOUT}}
</div>
{{>USEFUL}}
