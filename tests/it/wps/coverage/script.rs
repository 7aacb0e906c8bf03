//! A call of every operation, in an order in which each finds what it needs.
//!
//! The rows are those of [`crate::support::script`]; [`super::request`] says what may stand before a method. A new
//! route is a new row, behind those whose answers it needs.

pub const ROWS: &str = r#"
# Somebody lets an application in, in each dialect.
nobody:GET /oauth2/auth?client_id=AK20260101WPSAPP&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2F&scope=kso.user_base.read&login_hint=alice => oauth2.auth.show code=@location
nobody:POST /oauth2/token grant_type=authorization_code&client_id=AK20260101WPSAPP&client_secret=mock-wps-secret&redirect_uri=http%3A%2F%2Flocalhost%2F&code={code} => oauth2.token
nobody:POST /openapi/oauth2/token grant_type=client_credentials&client_id=AK20260101WPSAPP&client_secret=mock-wps-secret => openapi.oauth2.token
nobody:GET /o/oauth/v1/authorize?client_id=AK20260101WPSAPP&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%2F&scope=kso.file.read&login_hint=alice => oauth.v1.authorize
nobody:POST /o/oauth/v1/token grant_type=client_credentials&scope=kso.appdrive.file.read => oauth.v1.token
nobody:POST /oauth2/device_authorization client_id=AK20260101WPSAPP&scope=kso.user_base.read => oauth2.device_authorization user_code=/user_code
nobody:POST /oauth2/device/code client_id=AK20260101WPSAPP&scope=kso.user_base.read => oauth2.device.code
nobody:POST /oauth2/device_authorize client_id=AK20260101WPSAPP&scope=kso.user_base.read => oauth2.device_authorize
nobody:GET /oauth2/device?user_code={user_code} => oauth2.device.page
nobody:POST /oauth2/device user_code={user_code}&user=alice => oauth2.device.answer
app:POST /oauth2/ticket/active {} => oauth2.ticket.active
cookie:POST /v7/dev/agent/token => dev.agent.token
# Who calls.
GET /v7/users/current => users.current.get
app:GET /v7/service_principals/current => service_principals.current.get
app:POST /v7/id_convert {"id_type":"company_uid","ids":["alice"],"company_id":"{company}"} => id_convert
# Files that are there, and what they say.
POST /graph/v7/files/batch_get_meta {"file_ids":["{hello}","{plan}"]} => files.batch_get_meta
GET /v7/files/search?type=all&keyword=hello&page_size=10 => files.search
POST /v7/files/ai_search/query_drive_status {"drive_ids":["{drive}"]} => files.ai_search.query_drive_status
GET /v7/drives/{drive}/files/{quarterly}/content?format=markdown => drives.files.content.get
GET /graph/v7/drives/{drive}/files/{quarterly}/preview_url => drives.files.preview_url.get page=/data/url
GET /graph/v7/drives/{drive}/files/{quarterly}/edit_url => drives.files.edit_url.get
nobody:GET {page} => weboffice.show
# Drives.
POST /v7/drives/create {"allotee_type":"user","name":"another","source":"feature"} => drives.create made_drive=/data/id
GET /v7/drives/{made_drive}/meta => drives.meta.get
GET /v7/drives?allotee_type=user&page_size=10 => drives.list
app:GET /v7/drives/authorized?page_size=10 => drives.authorized.list
# Files and folders.
POST /v7/drives/{drive}/files/0/create {"file_type":"folder","name":"new"} => drives.files.create folder=/data/id
POST /v7/drives/{drive}/files/{folder}/create {"file_type":"file","name":"new.docx"} => drives.files.create file=/data/id
GET /v7/drives/{drive}/files/{folder}/children?page_size=10 => drives.files.children.list
GET /v7/drives/{drive}/files/{file}/meta => drives.files.meta.get
GET /v7/files/{file}/meta => files.meta.get
GET /v7/files/batch_get?file_ids={file} => files.batch_get
GET /v7/drives/{drive}/files/{file}/path => drives.files.path.get
POST /v7/drives/{drive}/files/{folder}/check_name {"name":"new.docx"} => drives.files.check_name
POST /v7/drives/{drive}/files/{file}/rename {"dst_name":"renamed.docx"} => drives.files.rename
POST /v7/drives/{drive}/files/{file}/update {"name":"protected","value":"true"} => drives.files.update
POST /v7/drives/{drive}/files/{file}/save_as {"dst_drive_id":"{drive}","dst_parent_id":"0","name":"saved.docx"} => drives.files.save_as saved=/data/id
POST /v7/drives/{drive}/files/{saved}/copy {"dst_drive_id":"{drive}","dst_parent_id":"{folder}"} => drives.files.copy copied=/data/id
POST /v7/drives/{drive}/files/{copied}/move {"dst_drive_id":"{drive}","dst_parent_id":"{documents}"} => drives.files.move
POST /v7/drives/{drive}/files/batch_copy {"file_ids":["{saved}"],"dst_drive_id":"{drive}","dst_parent_id":"{folder}"} => drives.files.batch_copy task=/data/task_id
GET /v7/drive_tasks/{task}/meta => drive_tasks.meta.get
POST /v7/drives/{drive}/files/batch_move {"file_ids":["{saved}"],"dst_drive_id":"{drive}","dst_parent_id":"{documents}"} => drives.files.batch_move
POST /v7/drives/{drive}/files/{copied}/transfer_owner {"account_id":"{bob}"} => drives.files.transfer_owner
POST /v7/drives/{drive}/files/{copied}/delete {} => drives.files.delete
POST /v7/drives/{drive}/files/batch_delete {"file_ids":["{folder}"]} => drives.files.batch_delete
# Share links.
POST /v7/drives/{drive}/files/{hello}/open_link {"role_id":"viewable","scope":"company"} => drives.files.open_link link=/data/id
GET /v7/links/{link}/meta => links.meta.get
POST /v7/links/{link}/update {"scope":"anyone"} => links.update
GET /v7/links/send?page_size=10 => links.send.list
bob:GET /v7/links/recv?page_size=10 => links.recv.list
POST /v7/drives/{drive}/files/{hello}/close_link {} => drives.files.close_link
POST /v7/drives/{drive}/open_link {"role_id":"viewable","scope":"company"} => drives.open_link
# Permissions.
POST /v7/drives/{drive}/files/{hello}/permissions/batch_create {"role_id":"viewable","subjects":[{"subject_id":"{bob}","subject_type":"user"}]} => drives.files.permissions.batch_create
GET /v7/drives/{drive}/files/{hello}/permissions => drives.files.permissions.list
GET /v7/drives/{drive}/files/{hello}/permissions/acl?user_ids={bob} => drives.files.permissions.acl.get
POST /v7/drives/{drive}/files/{hello}/permissions/batch_delete {"items":[{"subject":{"subject_id":"{bob}","subject_type":"user"}}]} => drives.files.permissions.batch_delete
POST /v7/drives/{drive}/permissions/batch_create {"role_id":"viewable","subjects":[{"subject_id":"{bob}","subject_type":"user"}]} => drives.permissions.batch_create
POST /v7/drives/{drive}/permissions/batch_delete {"subjects":[{"subject_id":"{bob}","subject_type":"user"}]} => drives.permissions.batch_delete
POST /v7/drives/{drive}/close_link {} => drives.close_link
GET /v7/drives/{drive}/roles => drives.roles.list
POST /v7/drives/{drive}/roles/create {"name":"role","permission_bits":{"list":true}} => drives.roles.create role=/data/id
POST /v7/drives/{drive}/roles/{role}/update {"name":"another"} => drives.roles.update
POST /v7/drives/{drive}/roles/{role}/delete {} => drives.roles.delete
GET /v7/files/{hello}/permission_settings?keys=share_entity => files.permission_settings.get
POST /v7/files/{hello}/permission_settings {"settings":[{"key":"share_entity","value":"manageable"}]} => files.permission_settings.update
# Libraries.
POST /v7/doclib/create {"name":"library"} => doclib.create library=/data/drive/id
GET /v7/doclib/meta?drive_id={library} => doclib.meta.get
GET /v7/doclibs?page_size=10 => doclibs.list
GET /v7/doclib/search?page_size=10&company_id={company}&keyword=library => doclib.search
POST /v7/doclib/delete {"drive_id":"{library}"} => doclib.delete
# What is at hand.
GET /v7/drive_freq/items?page_size=10 => drive_freq.items.list
GET /v7/drive_latest/items?page_size=10 => drive_latest.items.list
POST /v7/drive_star/items/batch_create {"objects":[{"id":"{hello}","type":"file"}]} => drive_star.items.batch_create
GET /v7/drive_star/items?page_size=10 => drive_star.items.list
POST /v7/drive_star/items/batch_delete {"objects":[{"id":"{hello}","type":"file"}]} => drive_star.items.batch_delete
POST /v7/drive_labels/create {"name":"label","allotee_type":"user"} => drive_labels.create label=/data/id
GET /v7/drive_labels?page_size=10 => drive_labels.list
GET /v7/drive_labels/{label}/meta => drive_labels.meta.get
POST /v7/drive_labels/{label}/objects/batch_add {"objects":[{"id":"{hello}","type":"file"}]} => drive_labels.objects.batch_add
GET /v7/drive_labels/{label}/objects?page_size=10 => drive_labels.objects.list
POST /v7/drive_labels/{label}/objects/batch_remove {"objects":[{"id":"{hello}","type":"file"}]} => drive_labels.objects.batch_remove
# Transfer.
POST /v7/drives/{drive}/files/0/request_upload {"name":"up.txt","size":5,"hashes":[{"type":"sha256","sum":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}]} => drives.files.request_upload upload=/data/upload_id put=/data/store_request/url
PUT {put} hello => storage.put
POST /v7/drives/{drive}/files/0/commit_upload {"upload_id":"{upload}"} => drives.files.commit_upload uploaded=/data/id
GET /v7/drives/{drive}/files/{uploaded}/download => drives.files.download get=/data/url
GET {get} => storage.get
GET /v7/drives/{drive}/files/batch_download?file_ids={uploaded} => drives.files.batch_download
POST /graph/v7/drives/{drive}/files/0/rapid_upload {"name":"rapid.txt","size":5,"hashes":[{"type":"sha256","sum":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}]} => drives.files.rapid_upload
POST /v7/drives/{drive}/files/0/create_multipart_upload_task {"name":"parts.txt","size":5,"mode":"sequential","hashes":[{"type":"sha256","sum":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}]} => drives.files.create_multipart_upload_task upload=/data/upload_id put=/data/upload_addr
PUT {put} hello => storage.put
POST /v7/multipart_upload_tasks/{upload}/commit {} => multipart_upload_tasks.commit
POST /v7/drives/{drive}/files/0/create_multipart_upload_task {"name":"none.txt","size":5,"mode":"sequential","hashes":[{"type":"sha256","sum":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}]} => drives.files.create_multipart_upload_task upload=/data/upload_id
POST /v7/multipart_upload_tasks/{upload}/abort {} => multipart_upload_tasks.abort
POST /graph/v7/drives/{drive}/files/0/upload?name=single.txt&size=5 hello => drives.files.upload
# Versions.
GET /v7/drives/{drive}/files/{uploaded}/versions?page_size=10 => drives.files.versions.list
GET /v7/drives/{drive}/files/{uploaded}/versions/1/meta => drives.files.versions.meta.get
GET /v7/drives/{drive}/files/{uploaded}/versions/1/download => drives.files.versions.download
POST /v7/drives/{drive}/files/{uploaded}/versions/1/update {"comment":"the first"} => drives.files.versions.update
POST /v7/drives/{drive}/files/{uploaded}/versions/1/revert {} => drives.files.versions.revert
# The recycle bin, of two levels.
POST /v7/drives/{drive}/files/{uploaded}/delete {} => drives.files.delete
GET /v7/deleted_files?page_size=10 => deleted_files.list
GET /v7/deleted_files/{uploaded}/meta => deleted_files.meta.get
POST /v7/deleted_files/{uploaded}/restore {} => deleted_files.restore
POST /v7/drives/{drive}/files/{uploaded}/delete {} => drives.files.delete
POST /v7/deleted_files/batch_restore {"file_ids":["{uploaded}"]} => deleted_files.batch_restore
POST /v7/drives/{drive}/files/{uploaded}/delete {} => drives.files.delete
POST /v7/deleted_files/{uploaded}/delete {"delete_type":"second"} => deleted_files.delete
POST /v7/second_deleted_files/{uploaded}/delete {} => second_deleted_files.delete
POST /v7/drives/{drive}/files/{plan}/delete {} => drives.files.delete
POST /v7/deleted_files/batch_delete {"file_ids":["{plan}"],"delete_type":"second"} => deleted_files.batch_delete
POST /v7/second_deleted_files/batch_delete {"file_ids":["{plan}"]} => second_deleted_files.batch_delete
POST /v7/deleted_files/clear {"drive_id":"{drive}"} => deleted_files.clear
# The end: the token that all of this was done with goes.
app:POST /v7/users/batch_logout {"user_ids":["{bob}"]} => users.batch_logout
"#;
