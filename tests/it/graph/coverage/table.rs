//! Every method of the drive API that is known from the vendor's pages, its schema, its SDKs or clients, as they spell
//! it, and how it stands: the operation that answers it, or 501.
//!
//! A row is a method, a path below `/v1.0` unless it is that of another endpoint, a body if it needs one, and behind the
//! arrow the operation, with the status where it is no success. What `501` is followed by is what the answer names if
//! it is not the route.

pub const METHODS: &str = r#"
# Drives: get, list
GET /me/drive => drive.get
GET /drive => drive.get
GET /users/{user-id}/drive => drive.get
GET /users/alice@example.com/drive => drive.get
GET /groups/{group-id}/drive => drive.get
GET /sites/{site-id}/drive => drive.get
GET /sites/root/drive => drive.get
GET /drives/{drive-id} => drive.get
GET /me/drives/{drive-id} => drive.get
GET /drives => drive.list
GET /me/drives => drive.list
GET /users/{user-id}/drives => drive.list
GET /groups/{group-id}/drives => drive.list
GET /sites/{site-id}/drives => drive.list
GET /sites/root/drives => drive.list
GET /drives/$count => drive.get 400
GET /me/drives/$count => drive.get 400
GET /users/{user-id}/drives/$count => drive.get 400
GET /groups/{group-id}/drives/$count => drive.get 400
GET /sites/{site-id}/drives/$count => drive.get 400
POST /drives {} => 501
PATCH /drives/{drive-id} {} => 501
DELETE /drives/{drive-id} => 501
GET /drives/{drive-id}/list => 501
GET /drives/{drive-id}/list/items => 501
GET /drives/{drive-id}/createdByUser => 501
GET /drives/{drive-id}/lastModifiedByUser => 501
GET /me => me.get
GET /users => user.list
GET /users/$count => user.count
GET /users/{user-id} => user.get
GET /groups => group.list
GET /groups/$count => group.count
GET /groups/{group-id} => group.get
GET /sites?search=team => site.list
GET /sites/$count => site.count
GET /sites/{site-id} => site.get
GET /sites/root:/sites/Teamdrive => site.get

# Items: their address forms
GET /me/drive/root => driveItem.get
GET /drive/root => driveItem.get
GET //drive/items/{item-id} => driveItem.get
GET /users/{user-id}/drive/root => driveItem.get
GET /groups/{group-id}/drive/root => driveItem.get
GET /sites/{site-id}/drive/root => driveItem.get
GET /drives/{drive-id}/root => driveItem.get
GET /drives/{drive-id}/items/root => driveItem.get
GET /me/drive/items/{item-id} => driveItem.get
GET /drives/{drive-id}/items/{item-id} => driveItem.get
GET /drives('{drive-id}')/items('{item-id}') => driveItem.get
GET /me/drive/root:/Documents/plan.txt => driveItem.get
GET /me/drive/root:/Documents/plan.txt: => driveItem.get
GET /me/drive/root:%2FDocuments%2Fplan.txt: => driveItem.get
GET /drives/{drive-id}/items/root%3A%2FDocuments%2Fplan.txt%3A => driveItem.get
GET /me/drive/items/{folder-id}:/plan.txt => driveItem.get
GET /me/drive/items/{folder-id}:/plan.txt: => driveItem.get
GET /me/drive/items/{folder-id}:/ => driveItem.get
GET /drives/{drive-id}/root/children/hello.txt => driveItem.get
GET /drives/{drive-id}/items/{folder-id}/children/plan.txt => driveItem.get
GET /drives/{drive-id}/items/{folder-id}/children/{plan-id} => driveItem.get
GET /drives/{drive-id}/items/{folder-id}/children('@a1')?@a1='plan.txt' => driveItem.get
GET /me/drive/root:/Documents:/children/plan.txt => driveItem.get
GET /_api/v2.0/drives/{drive-id}/items/{item-id} => driveItem.get
GET /_api/v2.1/drives/{drive-id}/items/{item-id} => driveItem.get
GET /sites/{site-id}/lists/{group-id}/items/1/driveItem => 501

# Items: get, list children, create
GET /drives/{drive-id}/items => driveItem.list 400
GET /drives/{drive-id}/items?$filter=name%20eq%20'a' => 501 listing the items of a drive by a filter
GET /drives/{drive-id}/items/$count => driveItem.get 404
POST /drives/{drive-id}/items {"name": "a", "folder": {}} => 501
GET /drives/{drive-id}/items/{item-id}?includeDeletedItems=true => driveItem.get
GET /me/drive/root/children => driveItem.children.list
GET /drives/{drive-id}/items/{folder-id}/children => driveItem.children.list
GET /me/drive/root:/Documents:/children => driveItem.children.list
GET /drives/{drive-id}/items/{folder-id}/children/$count => driveItem.get 404
GET /drives/{drive-id}/root/children/$count => driveItem.get 404
POST /me/drive/root/children {"name": "a", "folder": {}} => driveItem.children.create
POST /drives/{drive-id}/items/{folder-id}/children {"name": "a", "folder": {}} => driveItem.children.create
POST /me/drive/root:/Documents:/children {"name": "a", "folder": {}} => driveItem.children.create
POST /me/drive/root/children {"name": "a", "file": {}} => driveItem.children.create
POST /me/drive/root/children {"name": "a", "remoteItem": {"id": "{bobs-item}"}} => 501 adding shared folders
PATCH /drives/{drive-id}/root:/Made {"folder": {}} => driveItem.update
PUT /me/drive/special/approot:/Parent/Made {"folder": {}} => driveItem.put

# Items: content
GET /drives/{drive-id}/items/{item-id}/content => driveItem.content.get
GET /me/drive/root:/hello.txt:/content => driveItem.content.get
GET /drives/{drive-id}/items/{folder-id}/children/plan.txt/content => driveItem.content.get
GET /drives/{drive-id}/items/{folder-id}/children/{plan-id}/content => driveItem.content.get
GET /me/drive/root:/Documents:/children/plan.txt/content => driveItem.content.get
GET /drives/{drive-id}/items/{item-id}/content?format=pdf => 501 converting content (format=pdf)
GET /drives/{drive-id}/items/{item-id}/content?$format=pdf => 501 converting content (format=pdf)
PUT /drives/{drive-id}/items/{item-id}/content text => driveItem.content.put
PUT /drives/{drive-id}/items/{folder-id}:/new.txt:/content text => driveItem.content.put
PUT /me/drive/root:/New/new.txt:/content text => driveItem.content.put
PUT /drives/{drive-id}/items/{folder-id}/children/new.txt/content text => driveItem.content.put
PUT /drives/{drive-id}/items/{folder-id}/children/{plan-id}/content text => driveItem.content.put
PUT /drives/{drive-id}/items/{item-id}/content?$format=pdf text => 501 converting content (format=pdf)
DELETE /drives/{drive-id}/items/{item-id}/content => 501
DELETE /drives/{drive-id}/items/{folder-id}/children/plan.txt/content => 501
GET /drives/{drive-id}/root/content => driveItem.content.get 400
PUT /drives/{drive-id}/root/content text => driveItem.content.put 501
DELETE /drives/{drive-id}/root/content => 501
GET /_layouts/15/download.aspx?{download} => content.download
GET /_api/v2.0/click/{item-id} => searchResult.click

# Items: upload sessions
POST /me/drive/items/{folder-id}:/new.bin:/createUploadSession {} => driveItem.createUploadSession
POST /me/drive/root:/new.bin:/createUploadSession {} => driveItem.createUploadSession
POST /drives/{drive-id}/items/{item-id}/createUploadSession => driveItem.createUploadSession
POST /_api/v2.0/drives/{drive-id}/items/{item-id}/oneDrive.createUploadSession => driveItem.createUploadSession
PUT /_api/v2.0/upload/{session} => uploadSession.put 400
GET /_api/v2.0/upload/{session} => uploadSession.get
DELETE /_api/v2.0/upload/{session} => uploadSession.cancel
POST /_api/v2.0/upload/{whole-session} => uploadSession.commit
PUT /me/drive/root {"name": "c", "@microsoft.graph.sourceUrl": "/_api/v2.0/upload/{whole-session}"} => driveItem.put

# Items: update, move, delete, restore, copy, search
PATCH /drives/{drive-id}/items/{item-id} {"name": "b.txt"} => driveItem.update
PATCH /me/drive/root:/hello.txt: {"parentReference": {"id": "{folder-id}"}} => driveItem.update
DELETE /drives/{drive-id}/items/{item-id} => driveItem.delete
DELETE /me/drive/root:/hello.txt => driveItem.delete
POST /drives/{drive-id}/items/{item-id}/permanentDelete => driveItem.permanentDelete
POST /me/drive/items/{binned-id}/restore {} => driveItem.restore
POST /drives/{drive-id}/items/{item-id}/copy {"name": "b.txt"} => driveItem.copy
POST /groups/{group-id}/drive/items/root:/Projects:/copy {"name": "b"} => driveItem.copy
POST /me/drive/items/{item-id}/copy {"name": "b.txt"} => driveItem.copy
POST /sites/{site-id}/drive/root:/Projects:/copy {"name": "b"} => driveItem.copy
POST /users/{user-id}/drive/items/{item-id}/copy {"name": "b.txt"} => driveItem.copy
POST /drives/{drive-id}/items/{item-id}/microsoft.graph.copy {"name": "b.txt"} => driveItem.copy
GET /_api/v2.0/monitor/{monitor-id} => monitor.get
GET /_api/v2.1/monitor/{monitor-id} => monitor.get
GET /drives/{drive-id}/items/{folder-id}/search(q='plan') => driveItem.search
GET /me/drive/root/search(q='plan') => driveItem.search
GET /drives/{drive-id}/search(q='plan') => driveItem.search

# Items: delta
GET /me/drive/root/delta => driveItem.delta
GET /me/drive/delta => driveItem.delta
GET /drives/{drive-id}/items/{folder-id}/delta() => driveItem.delta
GET /drives/{drive-id}/root/delta(token='latest') => driveItem.delta
GET /drives/{drive-id}/root/delta?token=latest => driveItem.delta
GET /me/drive/root/delta?(token='latest') => driveItem.delta

# Items: versions, thumbnails
GET /drives/{drive-id}/items/{item-id}/versions => driveItem.versions.list
GET /drives/{drive-id}/items/{item-id}/versions/$count => driveItemVersion.get 404
GET /drives/{drive-id}/items/{item-id}/versions/1.0 => driveItemVersion.get
GET /drives/{drive-id}/items/{item-id}/versions/1.0/content => driveItemVersion.content
POST /drives/{drive-id}/items/{item-id}/versions/1.0/restoreVersion => driveItemVersion.restore
DELETE /drives/{drive-id}/items/{item-id}/versions/1.0 => driveItemVersion.delete
POST /drives/{drive-id}/items/{item-id}/versions {} => 501
PATCH /drives/{drive-id}/items/{item-id}/versions/1.0 {} => 501
PUT /drives/{drive-id}/items/{item-id}/versions/1.0/content text => 501
DELETE /drives/{drive-id}/items/{item-id}/versions/1.0/content => 501
GET /drives/{drive-id}/items/{picture-id}/thumbnails => driveItem.thumbnails.list
GET /drives/{drive-id}/items/{picture-id}/thumbnails?select=c300x400_crop => driveItem.thumbnails.list
GET /drives/{drive-id}/items/{picture-id}/thumbnails/$count => thumbnailSet.get 404
GET /drives/{drive-id}/items/{picture-id}/thumbnails/0 => thumbnailSet.get
GET /drives/{drive-id}/items/{picture-id}/thumbnails/0/small => thumbnail.get
GET /drives/{drive-id}/items/{picture-id}/thumbnails/0/c30x40_crop => thumbnail.get
GET /drives/{drive-id}/items/{picture-id}/thumbnails/0/small/content => thumbnail.content
POST /drives/{drive-id}/items/{picture-id}/thumbnails {} => 501
PATCH /drives/{drive-id}/items/{picture-id}/thumbnails/0 {} => 501
DELETE /drives/{drive-id}/items/{picture-id}/thumbnails/0 => 501
GET /drives/{drive-id}/items/{picture-id}/thumbnails/0/source => 501
GET /drives/{drive-id}/items/{picture-id}/thumbnails/0/source/content => 501
PUT /drives/{drive-id}/items/{picture-id}/thumbnails/0/source/content text => 501

# Items: sharing
GET /drives/{drive-id}/items/{plan-id}/permissions => driveItem.permissions.list
GET /drives/{drive-id}/items/{plan-id}/permissions/$count => permission.get 404
GET /drives/{drive-id}/items/{plan-id}/permissions/{permission-id} => permission.get
PATCH /drives/{drive-id}/items/{plan-id}/permissions/{permission-id} {"roles": ["write"]} => permission.update
DELETE /drives/{drive-id}/items/{plan-id}/permissions/{permission-id} => permission.delete
POST /drives/{drive-id}/items/{plan-id}/permissions {} => 501
POST /drives/{drive-id}/items/{plan-id}/permissions/{link-id}/grant {"recipients": [{"alias": "bob"}], "roles": ["read"]} => permission.grant
POST /drives/{drive-id}/items/{plan-id}/permissions/{link-id}/revokeGrants {"grantees": [{"alias": "bob"}]} => permission.revokeGrants
POST /drives/{drive-id}/items/{item-id}/invite {"recipients": [{"alias": "bob"}], "roles": ["read"]} => driveItem.invite
POST /drives/{drive-id}/items/{item-id}/createLink {"type": "view"} => driveItem.createLink
POST /_api/v2.0/drives/{drive-id}/items/{item-id}/oneDrive.createLink {"type": "view"} => driveItem.createLink
POST /drives/{drive-id}/items/{item-id}/validatePermission {} => 501

# Items: everything else
POST /drives/{drive-id}/items/{item-id}/checkout => driveItem.checkout
POST /drives/{drive-id}/items/{held-id}/checkin {"comment": "a"} => driveItem.checkin
POST /drives/{drive-id}/items/{held-id}/discardCheckout => driveItem.discardCheckout
POST /drives/{drive-id}/items/{item-id}/follow => driveItem.follow
POST /drives/{drive-id}/items/{item-id}/unfollow => driveItem.unfollow
POST /drives/{drive-id}/items/{item-id}/preview {} => driveItem.preview
POST /drives/{drive-id}/items/{item-id}/assignSensitivityLabel {} => 501
POST /drives/{drive-id}/items/{item-id}/extractSensitivityLabels => 501
GET /drives/{drive-id}/items/{item-id}/getActivitiesByInterval() => 501
GET /drives/{drive-id}/items/{item-id}/getActivitiesByInterval(startDateTime='2026-01-01',endDateTime='2026-01-02',interval='day') => 501
GET /drives/{drive-id}/items/{item-id}/analytics => 501
GET /drives/{drive-id}/items/{item-id}/listItem => 501
GET /drives/{drive-id}/items/{item-id}/retentionLabel => 501
GET /drives/{drive-id}/items/{item-id}/workbook => 501
GET /drives/{drive-id}/items/{item-id}/createdByUser => 501
GET /drives/{drive-id}/items/{item-id}/lastModifiedByUser => 501
GET /drives/{drive-id}/items/{item-id}/subscriptions => 501
GET /drives/{drive-id}/items/{item-id}/subscriptions/$count => 501

# Lists of a drive, special folders
GET /me/drive/recent => drive.recent
GET /drives/{drive-id}/recent() => drive.recent
GET /me/drive/sharedWithMe => drive.sharedWithMe
GET /drives/{drive-id}/sharedWithMe() => drive.sharedWithMe
GET /drives/{drive-id}/following => drive.following.list
GET /drives/{drive-id}/following/$count => drive.following.get 404
GET /drives/{drive-id}/following/{item-id} => drive.following.get
DELETE /drives/{drive-id}/following/{item-id} => driveItem.unfollow
GET /drives/{drive-id}/following/{item-id}/content => driveItem.content.get
PUT /drives/{drive-id}/following/{item-id}/content text => driveItem.content.put
DELETE /drives/{drive-id}/following/{item-id}/content => 501
POST /drive/following/{held-id}/discardCheckout => driveItem.discardCheckout
GET /drives/{drive-id}/special => drive.special.list
GET /drives/{drive-id}/special/$count => driveItem.get 404
GET /drives/{drive-id}/special/documents => driveItem.get
GET /me/drive/special/photos => driveItem.get
GET /me/drive/special/cameraroll => driveItem.get
GET /me/drive/special/approot => driveItem.get
GET /me/drive/special/music => driveItem.get
GET /me/drive/special/documents/children => driveItem.children.list
GET /me/drive/special/documents:/plan.txt:/content => driveItem.content.get
PUT /me/drive/special/approot:/settings.json:/content text => driveItem.content.put
DELETE /me/drive/special/documents/content => 501

# Bundles
GET /drives/{bobs-drive}/bundles => bundle.list
GET /drive/bundles => bundle.list
GET /drive/bundles?filter=bundle/album%20ne%20null => bundle.list
GET /drives/{drive-id}/bundles => bundle.list 403
POST /drives/{bobs-drive}/bundles {"name": "a", "bundle": {}} => bundle.create
POST /drive/bundles {"name": "a", "bundle": {"album": {}}, "children": [{"id": "{bobs-item}"}]} => bundle.create
GET /drives/{bobs-drive}/bundles/$count => bundle.get 404
GET /drive/bundles/{bundle-id} => bundle.get
GET /drive/items/{bundle-id} => driveItem.get
GET /drive/items/{bundle-id}?expand=children => driveItem.get
GET /drive/items/{bundle-id}?$expand=permissions => 501 $expand=permissions of bundles
PATCH /drive/bundles/{bundle-id} {"name": "b"} => bundle.update
PATCH /drive/items/{bundle-id} {"name": "b"} => driveItem.update
DELETE /drive/bundles/{bundle-id} => bundle.delete
DELETE /drive/items/{bundle-id} => driveItem.delete
GET /drive/bundles/{bundle-id}/children => bundle.children.list
GET /drive/items/{bundle-id}/children => driveItem.children.list
POST /drive/bundles/{bundle-id}/children {"id": "{bobs-item}"} => bundle.children.add
POST /drive/items/{bundle-id}/children {"id": "{bobs-item}"} => driveItem.children.create
GET /drive/bundles/{bundle-id}/children/{bobs-item} => 501
DELETE /drive/bundles/{bundle-id}/children/{bobs-item} => bundle.children.remove
DELETE /drive/items/{bundle-id}/children/{bobs-item} => driveItem.delete
GET /drive/bundles/{bundle-id}/content => 501
PUT /drive/bundles/{bundle-id}/content text => 501
DELETE /drive/bundles/{bundle-id}/content => 501
POST /drive/bundles/{bundle-id}/discardCheckout => 501
POST /drive/bundles/{bundle-id}/createLink {} => 501
POST /drive/items/{bundle-id}/createLink {} => 501 driveItem.createLink of bundles
POST /drive/items/{bundle-id}/copy {} => 501 driveItem.copy of bundles
GET /drive/items/{bundle-id}/content => 501 driveItem.content.get of bundles

# Links
GET /shares => 501
POST /shares {} => 501
GET /shares/$count => share.get 403
GET /shares/{share-id} => share.get
PATCH /shares/{share-id} {} => 501
DELETE /shares/{share-id} => 501
GET /shares/{share-id}/driveItem => share.driveItem
GET /shares/{share-id}/driveItem?$expand=children => share.driveItem
GET /shares/{share-id}/driveItem/children => driveItem.children.list
GET /shares/{people-share}/driveItem/content => driveItem.content.get
PUT /shares/{people-share}/driveItem/content text => driveItem.content.put
DELETE /shares/{people-share}/driveItem/content => 501
POST /shares/{people-share}/driveItem/preview {} => driveItem.preview
GET /shares/{share-id}/root => share.driveItem
GET /shares/{people-share}/root/content => driveItem.content.get
PUT /shares/{share-id}/root:/new.txt:/content text => driveItem.content.put
GET /shares/{share-id}/root:/plan.txt => driveItem.get
GET /shares/{share-id}/items => share.items
GET /shares/{share-id}/items/$count => driveItem.get 404
GET /shares/{share-id}/items/{plan-id} => driveItem.get
GET /shares/{share-id}/items/{plan-id}/content => driveItem.content.get
PUT /shares/{share-id}/items/{plan-id}/content text => driveItem.content.put
GET /shares/{share-id}/permission => share.permission
PATCH /shares/{share-id}/permission {} => 501
DELETE /shares/{share-id}/permission => 501
POST /shares/{people-share}/permission/grant {"recipients": [{"alias": "bob"}], "roles": ["read"]} => share.permission.grant
POST /shares/{people-share}/permission/revokeGrants {"grantees": [{"alias": "bob"}]} => share.permission.revokeGrants
GET /shares/{share-id}/list => 501
GET /shares/{share-id}/listItem => 501
GET /shares/{share-id}/site => 501
GET /shares/{share-id}/createdByUser => 501
GET /shares/{share-id}/lastModifiedByUser => 501

# Batches, subscriptions
POST /$batch {"requests": [{"id": "1", "method": "GET", "url": "/me"}]} => batch
POST /subscriptions {"changeType": "updated", "notificationUrl": "{receiver}", "resource": "me/drive/root", "expirationDateTime": "2026-01-04T00:00:00Z"} => subscription.create
GET /subscriptions => subscription.list
GET /subscriptions/{subscription-id} => subscription.get
PATCH /subscriptions/{subscription-id} {"expirationDateTime": "2026-01-04T00:00:00Z"} => subscription.update
DELETE /subscriptions/{subscription-id} => subscription.delete
POST /subscriptions/{subscription-id}/reauthorize => subscription.reauthorize

# The identity platform
GET /{tenant}/oauth2/v2.0/authorize?{client}&{back}&response_type=code&scope=Files.Read&prompt=none&login_hint=bob => oauth2.authorize
POST /{tenant}/oauth2/v2.0/token grant_type=authorization_code&{client}&client_secret=mock-graph-secret&{back}&code={code} => oauth2.token
POST /{tenant}/oauth2/v2.0/token grant_type=client_credentials&{client}&client_secret=mock-graph-secret&scope=.default => oauth2.token
POST /{tenant}/oauth2/v2.0/devicecode {client}&scope=Files.Read => oauth2.devicecode
GET /{tenant}/v2.0/.well-known/openid-configuration => oidc.configuration
GET /common/discovery/instance?api-version=1.0&authorization_endpoint=http%3A%2F%2Fa.test%2Fcommon%2Foauth2%2Fv2.0%2Fauthorize => discovery.instance
"#;
