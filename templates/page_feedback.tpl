{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
{{#ERROR}}<div class="sp-error" role="alert">
<h2 class="sp-error__title">There is a problem</h2>
<p><a class="govuk-link" href="#words">What you write must be 500 characters or less</a></p>
</div>
{{/ERROR}}<h1 class="sp-h1">Thank you</h1>
<p class="sp-lead">Answers like yours show us which pages to put right.</p>
<form class="sp-more" action="/feedback" method="post">
<input type="hidden" name="page" value="{{PAGE}}">
<h2 class="sp-h2"><label for="words">What were you looking for? What went wrong? (optional)</label></h2>
<p class="govuk-body" id="words_hint">Do not include personal details, like your name, phone number or address. Write 500 characters or less.</p>
{{#ERROR_HINT}}<p class="sp-error__text" id="words_error"><span class="govuk-visually-hidden">Error: </span>What you write must be 500 characters or less</p>
{{/ERROR_HINT}}<textarea class="sp-more__text" id="words" name="words" rows="6" aria-describedby="words_hint{{#ERROR_HINT}} words_error{{/ERROR_HINT}}">
{{WORDS}}</textarea>
<p><button class="sp-button sp-more__button" type="submit">Send</button></p>
</form>
<p class="govuk-body">We read what you write but cannot reply to it.{{#CALL}} If you need an answer, call us: {{>CALL_LINK}}.{{/CALL}}</p>
{{#BACK}}<p class="govuk-body"><a class="govuk-link" href="{{BACK_URL}}">Go back to: {{BACK_TITLE}}</a></p>
{{/BACK}}</div>
