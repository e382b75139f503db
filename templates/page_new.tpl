{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">What is new</h1>
<p class="sp-lead">Pages that are new, or that we have just checked.</p>
{{#DAY}}<section class="sp-group" aria-labelledby="{{DAY_ID}}">
<h2 class="sp-h2" id="{{DAY_ID}}">{{DAY_DATE}}</h2>
<ul class="sp-list">
{{#NEW}}<li class="sp-list__item"><a class="govuk-link sp-list__link" href="{{NEW_URL}}">{{NEW_TITLE}}</a> <span class="sp-kind">{{NEW_WHAT}}</span>
{{#NEW_SUMMARY}}<p class="sp-list__text">{{NEW_SUMMARY_TEXT}}</p>
{{/NEW_SUMMARY}}</li>
{{/NEW}}</ul>
</section>
{{/DAY}}{{#NOTHING}}<p class="govuk-body">Nothing is published here yet.</p>
{{/NOTHING}}{{#FEED}}<p class="govuk-body">A feed reader can follow this page: <a class="govuk-link" href="/feed.atom">feed of new pages</a>.</p>
{{/FEED}}</div>
