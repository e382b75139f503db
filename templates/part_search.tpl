{{%AUTOESCAPE context="HTML"}}<form class="sp-search" action="/search" method="get" role="search">
<label class="sp-search__label" for="{{FIELD}}">{{LABEL}}</label>
<div class="sp-search__row">
<input class="sp-search__input" id="{{FIELD}}" name="q" type="search" value="{{QUERY}}" autocomplete="off" autocapitalize="none" enterkeyhint="search">
{{#KEEP}}<input type="hidden" name="{{KEEP_NAME}}" value="{{KEEP_VALUE}}">
{{/KEEP}}<button class="sp-search__button" type="submit">Search</button>
</div>
</form>
