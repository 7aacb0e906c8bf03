//! One request for each route that is emulated, in the order in which one needs another.

pub const ROWS: &str = r#"
# Sessions.
POST /session {"code":"alice"} => createSession session=/data/sessionId access=/data/accessToken
POST /session/ {"code":"alice","domain":"kdconsole.cn:8080"} => createSession
token:POST /session/refresh {access}|{session}| => refreshSession
GET /session/auth => authSession
GET /session/logoff => logout
POST /auth/login {"account":"bob","authType":"1","password":"example"} => Login at=/data/sessionInfo/accessToken refresh=/data/sessionInfo/refreshToken carrier=/data/userInfo/userId
token:POST /auth/refreshToken {at}|none|{"refreshToken":"{refresh}"} => RefreshToken
token:POST /auth/logout {at}|none|{"userId":"{carrier}","accessToken":"{at}"} => Logout
# Folders and files.
POST /directory {"fileName":"made","fileType":"10","containerId":"{space}"} => createDirectory made=/id
POST /files/create {"containerId":"{space}","fileName":"new.txt","fileType":"26","length":5,"uploadMode":"multipart","uploadType":1} => createFile file=/fileId url=/multiParts/0/uploadUrl
POST /files/multipart/uploadUrl {"fileId":"{file}","multiParts":[{"partNumber":1,"partSize":5,"partOffset":0}]} => uploadUrl
PUT {url} hello => putPart
POST /files/complete {"fileId":"{file}"} => completeFile
POST /files/{file}/detail {"containerId":"{space}"} => getFile revision=/revisionId
POST /files/0 {"containerId":"{space}","parentFileId":"{photos}","imageProcess":"image/resize,w_9"} => getPersonalFiles picture=/files/0/downloadLinks/0
GET {picture} => downloadThumbnail
POST /files/{team}/0?team_type=2 {"containerId":"{teamspace}","parentFileId":"root"} => getDepartmentFiles
POST /files/download {"containerId":"{space}","fileIds":["{file}"]} => getDownLoadUrl download=/downloads/0/url
GET {download} => downloadFile
POST /files/rename/{file} {"containerId":"{space}","name":"renamed.txt"} => renameFile
POST /files/search {"searchType":"personal","pageInfo":{"pageSize":10},"filter":{"keyWord":"renamed"}} => Search
GET /files/statsDir?fileId=root&containerId={space} => StatsDir
POST /files/statsDir?fileId=root&containerId={space} => StatsDir
GET /files/path?fileId={file}&containerId={space} => GetFullPath
POST /archive/listFile {"containerId":"{space}","fileId":"{archive}"} => listFile
POST /org/package {"packageDownloadExpires":7} => SetPackageDownloadExpires
POST /star/batch {"starred":true,"subRequestList":[{"containerId":"{space}","fileId":"{file}"}]} => batchStarFile
GET /star/files => listStarFile
POST /revision/getRevision {"containerId":"{space}","fileId":"{file}","revisionId":"{revision}"} => getRevision
POST /revision/listRevision {"containerId":"{space}","fileId":"{file}"} => listRevision
POST /revision/restoreRevision {"containerId":"{space}","fileId":"{file}","revisionId":"{revision}"} => restoreRevision
POST /revision/createRevision {"containerId":"{space}","fileId":"{file}","length":5,"uploadMode":"multipart","uploadType":1} => createHistoryVersions url=/multiParts/0/uploadUrl
PUT {url} hello => putPart
POST /revision/completeRevision {"fileId":"{file}"} => completeFileRevision
POST /revision/deleteRevision {"containerId":"{space}","fileId":"{file}","revisionId":"{revision}"} => deleteRevision
# Batch tasks.
POST /jobs {"taskType":6,"dstContainerId":"{space}","taskInfo":{"srcContainerId":"{space}","fileInfo":[{"fileId":"{file}"}]}} => CreateJob job=/data
GET /jobs?offset=0&limit=1 => GetJobList
GET /jobs/{job} => GetJobDetail
GET /{job} => GetJobDetail package=/data/jobInfo/downloadUrl
GET {package} => downloadPackage
POST /cancel {"jobId":"{job}"} => CancelJob
POST /files/recycle {"containerId":"{space}"} => clearRecycleFile
# Departments.
POST /departments {"name":"test16","parentId":"1243693141656107521"} => CreateDepartment department=/data/id
GET /departments/{department} => GetDepartment
GET /departmentList?departmentId=1243693141656107521 => GetDepartmentList
PUT /departments/{department} {"name":"Sales","parentId":"1243693141656107521"} => UpdateDepartment
# Shares.
POST /share {"scope":3,"userIds":["bob"],"fileIds":["{photos}"],"containerId":"{space}","validDays":7} => createShare share=/shareLink/shareId short=/shareLink/shortUrl
GET /share?pageSize=10&pageCursor=0&sortType=2&sortDirection=2 => listShare
PUT /share/{share} {"validDays":30,"extractCode":"abcd1234"} => updateShare
bob:POST /sharefolder/create {"shareType":0,"containerId":"<bob's space>","name":"family"} => CreateShareFolder folder=/id
bob:GET /sharefolder/list?offset=0&limit=10 => ListShareFolder
bob:GET /sharefolder/metadata/{folder} => GetShareFolderMetadata family=/sharefolder/groupId
bob:POST /sharefolder/rename {"id":"{folder}","fileName":"ours"} => RenameShareFolder
bob:POST /usergroupsInvite/invite/{family}?mobile=008618100008439 => UserGroupInvite invite=/inviteId
bob:GET /usergroupsInvite/inviteList/{family} => InviteList
GET /usergroupsInvite/inviteConfrimList => InviteConfrimList
GET /usergroupsInvite/detail/{invite} => InviteDetail
POST /usergroupsInvite/inviteConfirm/{family} {"inviteId":"{invite}","confirm":1} => InviteConfirm
POST /usergroupsInvite/deleteMember?groupId={family}&deleteUserId=alice => ShareFolderDeleteMember
bob:POST /sharefolder/delete {"id":["{folder}"]} => DeleteShareFolder
bob:GET /share/visit?shortUrl={short} => visitShare
bob:GET /share/userInfo?shortUrl={short} => getShareUserInfo
bob:POST /share/verify {"shortUrl":"{short}","extractCode":"abcd1234"} => verifyExtractCode key=/kdstoken
bob:GET /share/received?pageSize=10&pageCursor=0 => listShareWithMe
bob:GET /share/received/{share} => getShareWithMe
bob:POST /share/files {"shortUrl":"{short}","parentFolder":"{photos}","kdstoken":"{key}"} => listShareFiles shared=/files/0/id
bob:POST /share/download {"shareId":"{share}","fileId":"{shared}","kdstoken":"{key}"} => downloadShareFile
bob:POST /share/tasks {"taskType":1,"zipName":"photos","containerId":"{space}","fileIds":["{shared}"],"shareId":"{share}","kdstoken":"{key}"} => createBatchTask sharetask=/taskId
bob:POST /share/taskDetail {"taskId":"{sharetask}","shareId":"{share}","kdstoken":"{key}"} => getBatchTask
bob:GET /related?pageSize=10 => ListRelatedToMe
bob:GET /access => ListRecentlyAccess
bob:POST /share/exit {"shareIds":["{share}"]} => exitShare
POST /share/cancel {"shareIds":["{share}"]} => cancelShare
POST /share {"scope":1,"fileIds":["{photos}"],"containerId":"{space}","validDays":7,"extractCode":"31945314"} => createShare short=/shareLink/shortUrl
GET /share/public/userInfo?shortUrl={short} => getShareUserInfoPublic
POST /share/public/verify {"shortUrl":"{short}","extractCode":"31945314"} => verifyExtractCodePublic
GET /koodrive/share/{short} => showShare
# Users.
POST /users {"userId":"1008600000029937613"} => CreateUser user=/data/id
GET /users/{user} => GetUser
PUT /users/{user} {"deptId":{department},"role":0,"status":0} => UpdateUser
GET /users/count?deptId={department} => CountUser
GET /users/mobile/{user} => GetUserMobile
POST /users/batchimport/preverify {"curDeptId":1243693141656107521,"users":[{"targetDeptName":"Sales","personalCapacity":10,"isAllocateCapacity":true}]} => batchImportUserPreVerify
GET /userList?deptId={department}&offset=0&limit=10 => GetUserList
GET /user/info?userId={user} => GetUserInfo
# Spaces.
POST /space/{user} {"capacity":"1000","type":1} => CreateSpace
GET /space/{user}?type=1 => GetSpace container=/data/containerId
PUT /space/{user} {"capacity":"2000","status":"0","type":1} => UpdateSpace
GET /koodrive/ose/v2/space/{user}?type=1 => GetSpaceV2
signed:GET /space/container/{container} => GetSpaceByContainerID
GET /space/teamList?offset=0&limit=10 => GetTeamSpaceList
GET /space/groupList?offset=0&limit=10 => GetGroupSpaceList
GET /space/departmentList?offset=0&limit=10 => GetDepartmentSpaceList
GET /space/userList?offset=0&limit=10 => GetUserSpaceList
GET /space/usage/overview => GetSpaceUsageByOverview
GET /space/usage/quota => GetSpaceUsageByQuota
POST /space/usage/user {"userIds":["{user}"]} => GetSpaceUsageByUser
GET /space/allocation/get => GetSpaceAllocation
GET /service => GetService
GET /service/quotaUsed => GetQuotaUsed
POST /space/group {"name":"API Demo","capacity":20,"iconUrl":"1","userIds":[]} => CreateGroupSpace group=/id
DELETE /space/group/{group} => DeleteGroupSpace
DELETE /space/{user}?type=1 => DeleteSpace
# User groups.
POST /usergroups {"groupName":"Chess","sourceType":1} => CreateUserGroup group=/id
GET /usergroups?pageSize=10&pageCursor=&sourceType=1 => GetUserGroupList
PUT /usergroups/{group} {"groupName":"Go"} => UpdateUserGroup
POST /usergroups/{group}/members/batchAdd {"userIds":["bob"]} => BatchAddGroupMembers
GET /usergroups/{group}/members?offset=0&limit=10 => GetUserGroupMemberList
POST /usergroups/{group}/members/batchDelete {"userIds":["bob"]} => batchDeleteGroupMembers
DELETE /usergroups/{group} => DeleteUserGroup
# Permissions.
POST /permission/template/create {"name":"Readers","type":1,"company":"9190086000000198331","capabilities":{flags}} => createPermissionTemplate template=/data/id
POST /permission/template/edit {"id":"{template}","name":"Reviewers"} => editPermissionTemplate
POST /permission/template/status/modify {"id":"{template}","status":1} => modifyPermissionTemplateStatus
POST /permission/template/batchGet {"ids":["{template}"]} => batchGetPermissionTemplate
GET /permission/template/list?limit=10&offset=0 => listPermissionTemplate
GET /permission/template/ref/{template} => queryPermissionTemplateRef
POST /permission/template/delete {"ids":["{template}"]} => batchDeletePermissionTemplate
POST /permission/member/initial {"spaceId":{team},"templateId":"-1","capabilities":{flags}} => addMemberInitialPermission
GET /permission/member/initial/{team} => InitialMemberPermission
PUT /permission/batchupdate {"type":1,"container":"{teamspace}","amendModRoles":[{"userId":1008600005272530755,"template":-1,"capabilities":{flags}}]} => PermissionBatchUpdate
GET /permission/userList?spaceType=1&groupId={team}&containerId={teamspace}&count=100 => getUserPermissionList
# Messages.
bob:GET /message/unreadCount => getUnreadCount
bob:GET /message/list => listMessages message=/messages/0/id
bob:POST /message/batchRead {"ids":["{message}"]} => batchReadMessage
bob:DELETE /message/batchDelete {"ids":["{message}"]} => batchDeleteMessage
bob:POST /message/specific?operate=1 => updateSpecificMessageState
# Tasks that hand over, moderation, and what is removed in the end.
POST /task/create {"taskType":0,"srcUserId":"bob","dstUserId":"alice"} => createTask task=/taskId
GET /task/list?taskType=0 => getTaskLIst
GET /task/{task} => getTaskDetail
GET /task/result?taskId={task} => getTaskResult
GET /task/dstUserInfo/{carrier} => getHandoverDstUserInfo
GET /audit => auditList
DELETE /users/{user} => DeleteUser
DELETE /departments/{department} => DeleteDepartment
"#;
