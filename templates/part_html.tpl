{{%AUTOESCAPE context="HTML"}}{{HTML:none}}
