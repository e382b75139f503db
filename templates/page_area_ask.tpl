{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
{{#ERROR}}<div class="sp-error" role="alert">
<h2 class="sp-error__title">There is a problem</h2>
<p><a class="govuk-link" href="#postcode">{{ERROR_TEXT}}</a></p>
</div>
{{/ERROR}}<h1 class="sp-h1">Find out who does what where you live</h1>
{{#CHANGED}}<p class="sp-lead">Who does what there may have changed since that link was made. Enter your postcode to see how it is now.</p>
{{/CHANGED}}{{#LEAD}}<p class="sp-lead">Different councils and companies look after bins, roads, water and more. Your postcode tells you whom to ask.</p>
{{/LEAD}}<form class="sp-more" action="/your-area" method="post">
<h2 class="sp-h2"><label for="postcode">What is your postcode?</label></h2>
<p class="govuk-body" id="postcode_hint">For example, SW1A 2AA. We do not keep your postcode.</p>
{{#ERROR_HINT}}<p class="sp-error__text" id="postcode_error"><span class="govuk-visually-hidden">Error: </span>{{ERROR_HINT_TEXT}}</p>
{{/ERROR_HINT}}<input class="sp-more__text sp-postcode" id="postcode" name="postcode" type="text" value="{{TYPED}}" autocomplete="postal-code" autocapitalize="characters" spellcheck="false" aria-describedby="postcode_hint{{#ERROR_HINT}} postcode_error{{/ERROR_HINT}}"{{#ERROR_HINT}} aria-invalid="true"{{/ERROR_HINT}}>
<p><button class="sp-button sp-more__button" type="submit">Find out</button></p>
</form>
{{#CALL}}<p class="govuk-body">You can also call us: {{>CALL_LINK}}.</p>
{{/CALL}}</div>
