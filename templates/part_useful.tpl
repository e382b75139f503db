{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container">
<form class="sp-useful" action="/feedback" method="post" aria-labelledby="useful_title">
<input type="hidden" name="page" value="{{USEFUL_PAGE}}">
<h2 class="sp-useful__title" id="useful_title">Is this page useful?</h2>
<button class="sp-useful__button" type="submit" name="answer" value="yes">Yes<span class="govuk-visually-hidden">, this page is useful</span></button>
<button class="sp-useful__button" type="submit" name="answer" value="no">No<span class="govuk-visually-hidden">, this page is not useful</span></button>
</form>
</div>
