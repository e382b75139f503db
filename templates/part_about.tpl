{{%AUTOESCAPE context="HTML"}}<aside class="sp-about" aria-label="{{ABOUT_TITLE}}">
{{#ABOUT_OFFER}}<section class="sp-about__offer" aria-labelledby="about_offer">
<h2 class="sp-about__title" id="about_offer">Online</h2>
<p><a class="govuk-link" href="{{OFFER_URL}}">{{OFFER_LABEL}}</a></p>
{{#OFFER_SENTENCE}}<p class="sp-about__say">{{OFFER_SENTENCE_TEXT}}</p>
{{/OFFER_SENTENCE}}</section>
{{/ABOUT_OFFER}}{{#ABOUT_FACTS}}<section class="sp-about__facts" aria-labelledby="about_page">
<h2 class="sp-about__title" id="about_page">{{ABOUT_TITLE}}</h2>
<dl class="sp-about__list">
{{#ABOUT_FACT}}<div class="sp-about__row"><dt>{{ABOUT_NAME}}</dt><dd>{{ABOUT_VALUE}}{{#ABOUT_LATE}} <strong class="sp-late">Overdue</strong>{{/ABOUT_LATE}}</dd></div>
{{/ABOUT_FACT}}</dl>
</section>
{{/ABOUT_FACTS}}{{#RELATED}}<nav class="sp-about__related" aria-labelledby="about_related">
<h2 class="sp-about__title" id="about_related">Related</h2>
<ul class="sp-about__links">
{{#RELATED_LINK}}<li><a class="govuk-link" href="{{RELATED_URL}}">{{RELATED_TITLE}}</a></li>
{{/RELATED_LINK}}</ul>
</nav>
{{/RELATED}}</aside>
