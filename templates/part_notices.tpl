{{%AUTOESCAPE context="HTML"}}<section class="sp-notices" aria-label="Notices">
{{#NOTICE}}<article class="sp-notice sp-notice--{{SEVERITY}}"{{#HIDES}} data-notice="{{HIDES_NAME}}"{{/HIDES}}>
<h2 class="sp-notice__title"><span class="sp-notice__kind">{{SEVERITY_WORDS}}<span class="govuk-visually-hidden">: </span></span> <a class="govuk-link" href="{{NOTICE_URL}}">{{NOTICE_TITLE}}</a></h2>
{{#NOTICE_SUMMARY}}<p class="sp-notice__text">{{NOTICE_SUMMARY_TEXT}}</p>
{{/NOTICE_SUMMARY}}{{#EXPECT}}<p class="sp-notice__expect"><strong>Expect calls about:</strong> {{EXPECT_TEXT}}</p>
{{/EXPECT}}<p class="sp-notice__until">{{WHEN}}</p>
</article>
{{/NOTICE}}</section>
