//! A call of every operation, in an order in which each finds what it needs.
//!
//! The rows are those of [`crate::support::script`]. Paths begin below `/api/v1/openapi`, unless two slashes say that
//! they are whole.

pub const ROWS: &str = r#"
# A user lets an application in.
GET //h5/auth?app_id=SX20260101MOCKED&redirect_uri=http%3A%2F%2Flocalhost%2F&scope=user_basic&login_hint=alice => h5.auth.show code=@location
GET //api/v1/oauth2/access_token?app_id=SX20260101MOCKED&app_key=mock-kdocs-test-key&code={code} => oauth2.access_token.get refresh=/data/refresh_token
POST //api/v1/oauth2/refresh_token?app_id=SX20260101MOCKED {"app_key":"mock-kdocs-test-key","refresh_token":"{refresh}"} => oauth2.access_token.refresh
GET /user/basic => user.basic.get
POST /user/edit_token {} => user.edit_token.create edit=/data/token
DELETE /user/edit_token/{edit} => user.edit_token.delete
# Documents of a user.
POST /personal/files {"filename":"new.docx"} => personal.files.create made=/data/id/open_id
POST /personal/files/cloud {"url":"{at}/report.txt","filename":"fetched.txt"} => personal.files.cloud.upload fetched=/data/id/open_id
POST /personal/files/upload <form> => personal.files.upload
GET /personal/files => personal.files.list
GET /personal/files/flat => personal.files.flat.list
GET /personal/files/recent => personal.files.recent.list
GET /personal/apps/files => personal.apps.files.list
GET /personal/files/search/name?file_name=new => personal.files.name.search
GET /personal/files/search/content?content=fetched => personal.files.content.search
GET /personal/files/{made} => personal.files.get
GET /personal/files/{fetched}/download => personal.files.download address=/data/url
GET /{address} => download.get
PUT /personal/files/{made}/name {"new_name":"renamed.docx"} => personal.files.rename
POST /personal/tasks/files/copy {"file_ids":["{made}"]} => personal.tasks.files.copy
POST /personal/tasks/files/move {"file_ids":["{fetched}"],"parent_id":"{documents}"} => personal.tasks.files.move
POST /personal/tasks/files/copy {"file_ids":["{documents}"]} => personal.tasks.files.copy task=/data/task_id
GET /personal/tasks/{task} => personal.tasks.get
POST /personal/tasks/files/delete {"file_ids":["{fetched}"]} => personal.tasks.files.delete
DELETE /personal/files/{made} => personal.files.delete
GET /personal/recycles => personal.recycles.list
POST /personal/recycles/recover {"file_tokens":["{made}"]} => personal.recycles.recover
# Its share, and addresses of it.
POST /personal/files/{made}/links {"range":"anyone","permission":"read"} => personal.files.links.update link=/data/link_url
GET /personal/files/{made}/links => personal.files.links.get
POST /personal/files/{made}/links/members {"user_id":"{bob}","permission":"read"} => personal.files.links.members.add
PUT /personal/files/{made}/links/members/{bob} {"permission":"write"} => personal.files.links.members.update
DELETE /personal/files/{made}/links/members/{bob} => personal.files.links.members.remove
POST /personal/files/{made}/links/memeber {"user_id":"{bob}","permission":"read"} => personal.files.links.members.add
PUT /personal/files/{made}/links/memeber/{bob} {"permission":"write"} => personal.files.links.members.update
DELETE /personal/files/{made}/links/memeber/{bob} => personal.files.links.members.remove
GET /personal/files/{made}/links/with_edit_token => personal.files.links.with_edit_token.get
GET /personal/files/{made}/url/with_edit_token => personal.files.url.with_edit_token.get page=/data/url
GET /{link} => link.show
GET /{page} => document.show
DELETE /personal/files/{made}/links => personal.files.links.delete
# Documents of an application.
POST /appspace/files {"filename":"new.xlsx"} => appspace.files.create app_file=/data/file_token
POST /appspace/files/upload <form> => appspace.files.upload
POST /appspace/file/async/upload {"url":"{at}/report.txt","filename":"later.txt"} => appspace.file.async.upload upload=/data/task_id
GET /appspace/file/async/upload/{upload} => appspace.file.async.upload.get
PUT /appspace/file/async/upload/{upload} => appspace.file.async.upload.get
GET /appspace/files => appspace.files.list
GET /appspace/files/{app_file} => appspace.files.get
GET /appspace/files/{app_file}/download => appspace.files.download
GET /appspace/files/{app_file}/versions => appspace.files.versions.list
GET /appspace/files/{app_file}/versions/1 => appspace.files.versions.get
GET /appspace/files/{app_file}/versions/1/download => appspace.files.versions.download
POST /appspace/files/{app_file}/versions/1/revert {} => appspace.files.versions.revert
GET /appspace/files/{app_file}/url/with_edit_token?access_token=alice-token => appspace.files.url.with_edit_token.get
POST /appspace/tasks/files/move {"file_tokens":["{app_file}"],"parent_token":"{archive}"} => appspace.tasks.files.move
POST /appspace/tasks/files/move {"file_tokens":["{archive}"],"parent_token":"{inbox}"} => appspace.tasks.files.move app_task=/data/task_id
GET /appspace/tasks/{app_task} => appspace.tasks.get
DELETE /appspace/files/{app_file}/destroy => appspace.files.destroy
# Cells and records.
POST /personal/files {"filename":"cells.ksheet"} => personal.files.create sheet=/data/id/open_id
GET /ksheet/{sheet}/sheets => ksheet.sheets.list
POST /ksheet/{sheet}/sheets/0/cells {"ranges":[{"op_type":"formula","row_from":0,"row_to":0,"col_from":0,"col_to":0,"formula":"2"}]} => ksheet.sheets.cells.update
GET /ksheet/{sheet}/sheets/0/cells?row_from=0&row_to=0&col_from=0&col_to=0 => ksheet.sheets.cells.get
GET /et/{sheet}/sheets => et.sheets.list
POST /et/{sheet}/sheets/0/cells {"ranges":[{"op_type":"formula","row_from":0,"row_to":0,"col_from":0,"col_to":0,"formula":"3"}]} => et.sheets.cells.update
GET /et/{sheet}/sheets/0/cells?row_from=0&row_to=0&col_from=0&col_to=0 => et.sheets.cells.get
POST /personal/files {"filename":"records.dbt"} => personal.files.create table=/data/id/open_id
GET /dbt/{table}/schemas => dbt.schemas.get
POST /dbt/{table}/sheets {"name":"second","views":[{"name":"all","type":"Grid"}],"fields":[{"name":"title","type":"MultiLineText"}]} => dbt.sheets.create
POST /dbt/{table}/sheets/1/records {"records":[{"fields":{"名称":"a"}}]} => dbt.sheets.records.create record=/data/detail/records/0/id
PUT /dbt/{table}/sheets/1/records {"records":[{"id":"{record}","fields":{"名称":"b"}}]} => dbt.sheets.records.update
GET /dbt/{table}/sheets/1/records => dbt.sheets.records.list
GET /dbt/{table}/sheets/1/records/{record} => dbt.sheets.records.get
POST /dbt/{table}/sheets/1/records/complex_query {} => dbt.sheets.records.query
POST /dbt/{table}/webhook/sheets/1/records/create {"callback_url":"{at}/hook"} => dbt.webhook.records.create hook=/data/webhook_id
POST /dbt/{table}/webhook/sheets/1/cells/records/update {"callback_url":"{at}/hook","records":["{record}"]} => dbt.webhook.cells.records.update
POST /dbt/{table}/webhook/sheets/1/cells/fields/update {"callback_url":"{at}/hook","fields":["B"]} => dbt.webhook.cells.fields.update
POST /dbt/{table}/webhook/sheets/1/description {"callback_url":"{at}/hook"} => dbt.webhook.description.update
GET /dbt/{table}/webhook/mine => dbt.webhook.mine.list
DELETE /dbt/{table}/webhook/{hook} => dbt.webhook.delete
# Forms and messages.
POST /personal/forms {"title":"lunch","questions":{}} => personal.forms.create form=/data/form_id
GET /personal/forms => personal.forms.list
GET /personal/forms/{form} => personal.forms.get
PUT /personal/forms/{form} {"title":"dinner","questions":{}} => personal.forms.update
POST /notification/woa/app {"woa_app_id":"a","woa_secret_key":"b","email":"alice@example.com","content":{"type":1,"body":"hello"}} => notification.woa.app.send
# Texts and previews.
POST /office/extract/plaintext {"url":"{at}/report.txt","filename":"a.txt"} => office.plaintext.extract office=/data/task_id
POST /office/convert/files/to/txt {"url":"{at}/report.txt","filename":"a.txt"} => office.txt.convert
GET /office/tasks/{office} => office.tasks.get
POST /anonymous/preview/cloud/with_token {"url":"{at}/report.txt","filename":"a.txt"} => anonymous.preview.cloud.create
POST /anonymous/preview/appspace/with_token {"file_token":"{welcome}","download":true} => anonymous.preview.appspace.create preview_task=/data/task_id
GET /anonymous/tasks/{preview_task} => anonymous.tasks.get preview=/data/url token=/data/token
GET /{preview} => anonymous.preview.show
GET /{preview}/content => anonymous.preview.download
POST /anonymous/token {"token":"{token}"} => anonymous.token.renew new_token=/data/token
DELETE /anonymous/token/{new_token} => anonymous.token.delete
"#;
