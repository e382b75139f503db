{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap sp-doc sp-doc--script">
<article class="sp-doc__main">
{{#BACK}}<p class="sp-back"><a class="govuk-link sp-back__link" href="{{BACK_URL}}">Back</a></p>
{{/BACK}}{{#START}}<header class="sp-doc__head">
<h1 class="sp-h1">{{DOC_TITLE}}</h1>
{{#LEAD}}<p class="sp-lead">{{LEAD_TEXT}}</p>
{{/LEAD}}{{#PROVIDER}}<p class="sp-provider">{{PROVIDER_BEFORE}} {{#PROVIDER_LINK}}<a class="govuk-link" href="{{PROVIDER_URL}}">{{PROVIDER_NAME}}</a>{{/PROVIDER_LINK}}{{#PROVIDER_PLAIN}}<strong>{{PROVIDER_NAME}}</strong>{{/PROVIDER_PLAIN}}</p>
{{/PROVIDER}}</header>
{{/START}}{{>NOTICES}}
{{#FLAGS}}<section class="sp-flags" aria-label="Red flags">
{{>FLAGS_HTML}}</section>
{{/FLAGS}}{{#ANSWERED_FIRST}}<p class="sp-answered">The answer was <strong>{{ANSWERED_TEXT}}</strong>. Choose again to change it.</p>
{{/ANSWERED_FIRST}}{{#INTRO}}<div class="sp-text sp-intro">
{{#PART}}{{>PART_HTML}}{{/PART}}
</div>
{{/INTRO}}{{#STEP}}<section class="sp-step" aria-labelledby="{{STEP_ID}}">
{{#STEP_FIRST}}<h2 class="sp-step__title" id="{{STEP_ID}}">{{STEP_TITLE}}</h2>
{{/STEP_FIRST}}{{#STEP_LATER}}<p class="sp-step__script">{{SCRIPT_TITLE}}</p>
<h1 class="sp-step__title" id="{{STEP_ID}}">{{STEP_TITLE}}</h1>
{{/STEP_LATER}}{{#ANSWERED}}<p class="sp-answered">The answer was <strong>{{ANSWERED_TEXT}}</strong>. Choose again to change it.</p>
{{/ANSWERED}}<div class="sp-text">
{{#PART}}{{>PART_HTML}}{{/PART}}
</div>
</section>
{{/STEP}}{{#TRAIL}}<section class="sp-trail" aria-labelledby="trail">
<h2 class="sp-trail__title" id="trail">Answers so far</h2>
<dl class="sp-trail__list">
{{#ANSWER}}<div class="sp-trail__row"><dt>{{ANSWER_STEP}}</dt><dd>{{ANSWER_TEXT}}</dd><dd class="sp-trail__change"><a class="govuk-link" href="{{ANSWER_URL}}">Change<span class="govuk-visually-hidden"> the answer to {{ANSWER_STEP}}</span></a></dd></div>
{{/ANSWER}}</dl>
</section>
{{/TRAIL}}{{#AGAIN}}<p class="sp-again"><a class="govuk-link" href="{{SCRIPT_URL}}">Start again</a></p>
{{/AGAIN}}{{#STEPS}}<details class="sp-steps"{{#STEPS_OPEN}} open{{/STEPS_OPEN}}>
<summary class="sp-steps__title">All steps ({{STEPS_COUNT}})</summary>
<ol class="sp-steps__list">
{{#STEP_ITEM}}<li{{#STEP_ITEM_ID}} id="{{STEP_ITEM_ANCHOR}}"{{/STEP_ITEM_ID}}><a class="govuk-link" href="{{STEP_ITEM_URL}}"{{#STEP_ITEM_HERE}} aria-current="step"{{/STEP_ITEM_HERE}}>{{STEP_ITEM_TITLE}}</a></li>
{{/STEP_ITEM}}</ol>
</details>
{{/STEPS}}</article>
{{>ABOUT}}
</div>
{{>USEFUL}}
