{{%AUTOESCAPE context="HTML"}}<footer class="sp-footer">
<div class="govuk-width-container">
<div class="sp-footer__cols">
<section class="sp-footer__help" aria-labelledby="footer_help">
<h2 class="sp-footer__title" id="footer_help">{{HELP_TITLE}}</h2>
{{#PHONE}}<p class="sp-footer__phone">{{>PHONE_LINK}}</p>
{{/PHONE}}{{#HOURS}}<p>{{#NOW}}<strong class="sp-open sp-open--{{NOW_STATE}}">{{NOW_TEXT}}.</strong> {{/NOW}}{{HOURS_TEXT}}</p>
{{/HOURS}}{{#TEXTPHONE}}<p>Textphone: {{>TEXTPHONE_LINK}}</p>
{{/TEXTPHONE}}{{#EMAIL}}<p>Email: {{>EMAIL_LINK}}</p>
{{/EMAIL}}{{#ADDRESS}}<p>Visit or write: {{ADDRESS_TEXT}}</p>
{{/ADDRESS}}</section>
<nav class="sp-footer__nav" aria-label="More">
<ul class="sp-footer__list">
<li><a href="/">Home</a></li>
<li><a href="/services">All services</a></li>
<li><a href="/a-z">A to Z of pages</a></li>
{{#AREAS}}<li><a href="/your-area">Who does what where you live</a></li>
{{/AREAS}}<li><a href="/community">Help in your community</a></li>
<li><a href="/whats-new">What is new</a></li>
<li><a href="/accessibility">Accessibility statement</a></li>
<li><a href="/privacy">Privacy notice</a></li>
{{#WEB}}<li><a href="{{WEB_URL}}">Council website</a></li>
{{/WEB}}</ul>
</nav>
</div>
<p class="sp-footer__end">{{END_TEXT}}</p>
</div>
</footer>
