{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">Thank you</h1>
<p class="sp-lead">We will use what you wrote to make this website better.</p>
<p class="govuk-body">We cannot reply to it.</p>
<ul class="govuk-list govuk-list--bullet sp-ways">
<li><a class="govuk-link" href="/">Go to the home page</a></li>
<li><a class="govuk-link" href="/services">Look through the services</a></li>
{{#CALL}}<li>Call us: {{>CALL_LINK}}</li>
{{/CALL}}</ul>
</div>
