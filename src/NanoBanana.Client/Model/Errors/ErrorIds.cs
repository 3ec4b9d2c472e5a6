namespace NanoBanana;

/// <summary>The stable ids of all errors. Text and next step of each stand in <c>Model/Errors/Messages.resx</c>.</summary>
public static class ErrorIds
{
    /// <summary>A prompt is required, and none was given.</summary>
    public const string PromptMissing = "PromptMissing";

    /// <summary>The prompt has {0:N0} characters; {1} {2} takes at most {3:N0}. {4}</summary>
    public const string PromptTooLong = "PromptTooLong";

    /// <summary>-Combine makes one task of all images, but the piped items have {0} different prompts.</summary>
    public const string PromptConflict = "PromptConflict";

    /// <summary>The aspect ratio '{0}' is not one of those that {1} {2} takes for {3}: {4}. {5}</summary>
    public const string InvalidAspectRatio = "InvalidAspectRatio";

    /// <summary>The output format '{0}' is not one of those that {1} {2} takes for {3}: {4}. {5}</summary>
    public const string InvalidOutputFormat = "InvalidOutputFormat";

    /// <summary>The resolution '{0}' is not one of those that {1} {2} takes: {3}.</summary>
    public const string InvalidResolution = "InvalidResolution";

    /// <summary>The count {0} is out of range: {1} {2} makes 1 to {3} images a task.</summary>
    public const string InvalidCount = "InvalidCount";

    /// <summary>{0} source images were given for one task; {1} {2} takes at most {3}. {4}</summary>
    public const string TooManyImages = "TooManyImages";

    /// <summary>The model '{0}' of {1} edits images, and no source image was given.</summary>
    public const string ImageRequired = "ImageRequired";

    /// <summary>The model '{0}' of {1} makes images from text and takes no source image, but {2} were given.</summary>
    public const string ImageNotAllowed = "ImageNotAllowed";

    /// <summary>{0} has no model '{1}'. Its models: {2}.</summary>
    public const string UnknownModel = "UnknownModel";

    /// <summary>'{0}' is not a provider. The providers: {1}.</summary>
    public const string UnknownProvider = "UnknownProvider";

    /// <summary>'{0}' is not an operation. The operations: Generate, Edit.</summary>
    public const string UnknownOperation = "UnknownOperation";

    /// <summary>{0} {1} has no option -{2} for {3}. {4}</summary>
    public const string OptionNotSupported = "OptionNotSupported";

    /// <summary>The field '{0}' in -Option is one that the module sets itself for {1}.</summary>
    public const string OptionReserved = "OptionReserved";

    /// <summary>The request cannot be submitted again: {0} was not written down whole.</summary>
    public const string RequestIncomplete = "RequestIncomplete";

    /// <summary>The request of the piped task cannot be read: {0}.</summary>
    public const string RequestUnreadable = "RequestUnreadable";

    /// <summary>'{0}' cannot be a source image: {1}.</summary>
    public const string InvalidImageUrl = "InvalidImageUrl";

    /// <summary>'{0}' cannot be a callback URL: {1}.</summary>
    public const string InvalidCallbackUrl = "InvalidCallbackUrl";

    /// <summary>No file '{0}' exists.</summary>
    public const string ImageNotFound = "ImageNotFound";

    /// <summary>'{0}' is no regular file: {1}.</summary>
    public const string NotARegularFile = "NotARegularFile";

    /// <summary>The file '{0}' could not be read: {1}</summary>
    public const string ImageUnreadable = "ImageUnreadable";

    /// <summary>'{0}' cannot be decoded here: the module has no native library of SkiaSharp for this system.</summary>
    public const string ImagingNotAvailable = "ImagingNotAvailable";

    /// <summary>'{0}' is not a JPEG, PNG or WebP image: its content says {1}.</summary>
    public const string ImageTypeNotSupported = "ImageTypeNotSupported";

    /// <summary>'{0}' is a {1} image that is cut short or damaged: {2}.</summary>
    public const string ImageTruncated = "ImageTruncated";

    /// <summary>'{0}' has {1:N0} bytes; {2} takes at most {3:N0} an image.</summary>
    public const string ImageTooLarge = "ImageTooLarge";

    /// <summary>'{0}' changed while it was being uploaded.</summary>
    public const string ImageChanged = "ImageChanged";

    /// <summary>The piped {0} has neither an image (Path, LiteralPath, ImageUrl) nor a Prompt property. Its properties: {1}.</summary>
    public const string NoImageInInput = "NoImageInInput";

    /// <summary>The property {0} of the piped record holds {1}: the task would be a text to image, and paid for.</summary>
    public const string ImageColumnUnknown = "ImageColumnUnknown";

    /// <summary>-{0} was given, but it is empty: a variable that is not set, or a search that found nothing.</summary>
    public const string ImageParameterEmpty = "ImageParameterEmpty";

    /// <summary>The piped task {0} is {1} and has no images to edit.</summary>
    public const string TaskHasNoImages = "TaskHasNoImages";

    /// <summary>No profile '{0}' exists. {1}</summary>
    public const string ProfileNotFound = "ProfileNotFound";

    /// <summary>No profile was named and none can be chosen. {0}</summary>
    public const string ProfileRequired = "ProfileRequired";

    /// <summary>The profile '{0}' cannot be used: {1}.</summary>
    public const string InvalidProfile = "InvalidProfile";

    /// <summary>'{0}' is not {1}.</summary>
    public const string InvalidLimit = "InvalidLimit";

    /// <summary>The {0} cannot be used: {1}.</summary>
    public const string KeyNotUsable = "KeyNotUsable";

    /// <summary>Other accounts can write '{0}', so no key is read from it or kept in it.</summary>
    public const string HomeWritableByOthers = "HomeWritableByOthers";

    /// <summary>Other accounts can read '{0}', so the keys that it opens are not used.</summary>
    public const string KeyReadableByOthers = "KeyReadableByOthers";

    /// <summary>The file '{0}' needs your consent: {1}.</summary>
    public const string ConfirmationNeeded = "ConfirmationNeeded";

    /// <summary>The profile '{0}' has no API key.</summary>
    public const string KeyMissing = "KeyMissing";

    /// <summary>The file '{0}' is damaged: {1}. It was left as it is.</summary>
    public const string ProfilesDamaged = "ProfilesDamaged";

    /// <summary>The file '{0}' has version {1}; this module reads up to version {2}. It was left as it is.</summary>
    public const string ProfilesTooNew = "ProfilesTooNew";

    /// <summary>A profile '{0}' exists already.</summary>
    public const string ProfileExists = "ProfileExists";

    /// <summary>The file '{0}' exists already, and was left as it is.</summary>
    public const string FileExists = "FileExists";

    /// <summary>The file '{0}' could not be written: {1}</summary>
    public const string FileNotWritten = "FileNotWritten";

    /// <summary>The file '{0}' could not be read: {1}</summary>
    public const string FileNotRead = "FileNotRead";

    /// <summary>The secret '{0}' cannot be opened: {1}.</summary>
    public const string SecretUnreadable = "SecretUnreadable";

    /// <summary>The secret '{0}' is sealed with a passphrase, and none was given.</summary>
    public const string PassphraseRequired = "PassphraseRequired";

    /// <summary>The passphrase does not open the secret '{0}'.</summary>
    public const string PassphraseWrong = "PassphraseWrong";

    /// <summary>The vault '{0}' cannot be asked: the module Microsoft.PowerShell.SecretManagement is not installed, or cannot be imported.</summary>
    public const string VaultModuleMissing = "VaultModuleMissing";

    /// <summary>No vault '{0}' is registered. {1}</summary>
    public const string VaultNotFound = "VaultNotFound";

    /// <summary>The vault '{0}' gives nothing without being unlocked: {1}.</summary>
    public const string VaultLocked = "VaultLocked";

    /// <summary>The vault '{0}' failed: {1}</summary>
    public const string VaultFailed = "VaultFailed";

    /// <summary>'{0}' is a local file, and {1} offers no upload: the gateway takes URLs only.</summary>
    public const string UploadTargetMissing = "UploadTargetMissing";

    /// <summary>'{0}' could not be uploaded to {1}: {2}</summary>
    public const string UploadFailed = "UploadFailed";

    /// <summary>'{0}' was not uploaded: {1} does not take these credentials; {2}</summary>
    public const string UploadDenied = "UploadDenied";

    /// <summary>'{0}' was not uploaded: {1} does not exist; {2}</summary>
    public const string UploadPlaceNotFound = "UploadPlaceNotFound";

    /// <summary>'{0}' was not uploaded: {1} has no room left; {2}</summary>
    public const string UploadStorageFull = "UploadStorageFull";

    /// <summary>'{0}' was not uploaded: a signature for {1} ended at {2}.</summary>
    public const string UploadSignatureExpired = "UploadSignatureExpired";

    /// <summary>The upload of '{0}' to {1} stood still for {2} seconds.</summary>
    public const string UploadStalled = "UploadStalled";

    /// <summary>The upload script block failed for '{0}': {1}</summary>
    public const string UploadScriptFailed = "UploadScriptFailed";

    /// <summary>The upload script block returned no URL for '{0}', but {1}.</summary>
    public const string UploadScriptNoUrl = "UploadScriptNoUrl";

    /// <summary>'{0}' is not an upload target. The targets: {1}, or a script block where a file is submitted.</summary>
    public const string UnknownUploadTarget = "UnknownUploadTarget";

    /// <summary>{0} did not accept the request (400): {1}</summary>
    public const string BadRequest = "BadRequest";

    /// <summary>{0} did not accept the API key of profile '{2}' (401): {1}</summary>
    public const string Unauthorized = "Unauthorized";

    /// <summary>The account of profile '{2}' at {0} has not enough credit (402): {1}</summary>
    public const string InsufficientCredits = "InsufficientCredits";

    /// <summary>{0} refused access to profile '{2}' (403): {1}</summary>
    public const string Forbidden = "Forbidden";

    /// <summary>{0} found nothing there (404): {1}</summary>
    public const string NotFound = "NotFound";

    /// <summary>{0} ran out of time (408): {1}</summary>
    public const string RequestTimeout = "RequestTimeout";

    /// <summary>{0} reports a conflict (409): {1}</summary>
    public const string Conflict = "Conflict";

    /// <summary>The request is too large for {0} (413): {1}</summary>
    public const string PayloadTooLarge = "PayloadTooLarge";

    /// <summary>{0} found a parameter invalid (422): {1}</summary>
    public const string ValidationFailed = "ValidationFailed";

    /// <summary>{0} still asks to slow down (429) after the time allowed for waiting: {1}</summary>
    public const string RateLimited = "RateLimited";

    /// <summary>The quota of this key at {0} is used up (433): {1}</summary>
    public const string SubKeyQuotaExceeded = "SubKeyQuotaExceeded";

    /// <summary>{0} is under maintenance (455): {1}</summary>
    public const string Maintenance = "Maintenance";

    /// <summary>{0} had an internal error (500): {1}</summary>
    public const string InternalServerError = "InternalServerError";

    /// <summary>{0} could not make the image (501): {1}</summary>
    public const string GenerationFailed = "GenerationFailed";

    /// <summary>{0} has this feature switched off (505): {1}</summary>
    public const string FeatureDisabled = "FeatureDisabled";

    /// <summary>{0} is not available now ({2}): {1}</summary>
    public const string GatewayUnavailable = "GatewayUnavailable";

    /// <summary>{0} answered with the status {2}, which its documents do not name: {1}</summary>
    public const string UnexpectedStatus = "UnexpectedStatus";

    /// <summary>{0} answered with a redirect to another address, which is not followed: it would carry the API key with it.</summary>
    public const string UnexpectedRedirect = "UnexpectedRedirect";

    /// <summary>{0} sent a reply that cannot be read: {1}</summary>
    public const string UnreadableReply = "UnreadableReply";

    /// <summary>The process was told to end, so nothing more is submitted.</summary>
    public const string ProcessEnding = "ProcessEnding";

    /// <summary>{0} could not be reached, so nothing was sent: {1}</summary>
    public const string NotDelivered = "NotDelivered";

    /// <summary>A proxy did not let a call to {0} through: {1}</summary>
    public const string ProxyRefused = "ProxyRefused";

    /// <summary>{0} could not prove who it is: {1}</summary>
    public const string CertificateRefused = "CertificateRefused";

    /// <summary>The connection to {0} failed: {1}</summary>
    public const string ConnectionFailed = "ConnectionFailed";

    /// <summary>It is unknown whether {0} accepted the request '{2}': {1} It may have been charged, so it was not sent again.</summary>
    public const string OutcomeUnknown = "OutcomeUnknown";

    /// <summary>{0} refused the content: {1}</summary>
    public const string ContentRefused = "ContentRefused";

    /// <summary>The task {1} failed at {0}: {2}</summary>
    public const string TaskFailed = "TaskFailed";

    /// <summary>{0} says that task {1} succeeded, but gave no image.</summary>
    public const string ResultMissing = "ResultMissing";

    /// <summary>{0} documents no way to ask for the balance. {1}</summary>
    public const string CreditNotOffered = "CreditNotOffered";

    /// <summary>{0} documents no way to estimate a cost.</summary>
    public const string EstimateNotOffered = "EstimateNotOffered";

    /// <summary>{0} task(s) had not ended after {1}: {2}.</summary>
    public const string WaitTimeout = "WaitTimeout";

    /// <summary>The task {0} is {1}; it has no images to save yet.</summary>
    public const string TaskNotReady = "TaskNotReady";

    /// <summary>The outcome of intent {0} at {1} is unknown, so there is nothing to save.</summary>
    public const string TaskOutcomeUnknown = "TaskOutcomeUnknown";

    /// <summary>The image {0} could not be downloaded: {1}</summary>
    public const string DownloadFailed = "DownloadFailed";

    /// <summary>The image {0} was not downloaded: {1}.</summary>
    public const string DownloadRefused = "DownloadRefused";

    /// <summary>The image {0} has more than {1:N0} bytes.</summary>
    public const string DownloadTooLarge = "DownloadTooLarge";

    /// <summary>What came from {0} is not a JPEG, PNG or WebP image: its content says {1}.{2}</summary>
    public const string DownloadNotAnImage = "DownloadNotAnImage";

    /// <summary>The image from {0} is cut short or damaged: {1}.</summary>
    public const string DownloadTruncated = "DownloadTruncated";

    /// <summary>'{0}' does not end as the image will: it will be {1}.</summary>
    public const string OutFileEnding = "OutFileEnding";

    /// <summary>The image {0} was not saved: '{1}' holds another image of this command.</summary>
    public const string OutFileTaken = "OutFileTaken";

    /// <summary>-Quality says how well a JPEG or WebP copy is kept; here it has no effect: {0}.</summary>
    public const string QualityNotUsed = "QualityNotUsed";

    /// <summary>The image {0} was not downloaded: {1}.</summary>
    public const string DownloadAddressRefused = "DownloadAddressRefused";

    /// <summary>The image {0} was not downloaded: it redirects more than {1} times.</summary>
    public const string DownloadTooManyRedirects = "DownloadTooManyRedirects";

    /// <summary>The inline image {0} cannot be read: {1}.</summary>
    public const string DownloadInlineInvalid = "DownloadInlineInvalid";

    /// <summary>The image {0} cannot be fetched any more (HTTP {1}), and there is no fresh link: {2}</summary>
    public const string DownloadExpired = "DownloadExpired";

    /// <summary>The download of {0} stood still for {1:0} seconds.</summary>
    public const string DownloadStalled = "DownloadStalled";

    /// <summary>The download of {0} was not done after {1:0} minutes.</summary>
    public const string DownloadTooSlow = "DownloadTooSlow";

    /// <summary>What came from {0} is a web page, not an image.{2}</summary>
    public const string DownloadWebPage = "DownloadWebPage";

    /// <summary>The name template '{0}' cannot be used: {1}. Its fields: {2}.</summary>
    public const string InvalidNameTemplate = "InvalidNameTemplate";

    /// <summary>The image could not be written to '{0}': {1}</summary>
    public const string SaveFailed = "SaveFailed";

    /// <summary>The images of task {0} are not on this disk; nothing is fetched to be shown.</summary>
    public const string ImageNotSaved = "ImageNotSaved";

    /// <summary>A task without an id cannot be queried: it is {0}.</summary>
    public const string TaskIdRequired = "TaskIdRequired";

    /// <summary>An emulator is running already in this process at {0}.</summary>
    public const string EmulatorRunning = "EmulatorRunning";

    /// <summary>The emulator could not start: {0}</summary>
    public const string EmulatorNotStarted = "EmulatorNotStarted";

    /// <summary>A fault of the emulator is not understood.</summary>
    public const string InvalidFault = "InvalidFault";

    /// <summary>No emulator is running in this process.</summary>
    public const string EmulatorNotRunning = "EmulatorNotRunning";

    /// <summary>'{0}' is not a duration.</summary>
    public const string InvalidDuration = "InvalidDuration";

    /// <summary>The piped {0} is not a task: it has no Id and Provider or Profile.</summary>
    public const string NotATask = "NotATask";

    /// <summary>The piped {0} cannot be used as an image.</summary>
    public const string NotAnImageTask = "NotAnImageTask";

    /// <summary>'{0}' is not an amount of money.</summary>
    public const string InvalidMoney = "InvalidMoney";

    /// <summary>{0} of {1}: {2} spent and {3} reserved, and this task wants {4}. Nothing was sent for it.</summary>
    public const string BudgetExceeded = "BudgetExceeded";

    /// <summary>{0} is capped ({1}), but the price of {2} is not known, so the cap could not be kept. Nothing was sent.</summary>
    public const string BudgetPriceUnknown = "BudgetPriceUnknown";

    /// <summary>{0} is capped in {1}, but the price is in {2}. Nothing was sent.</summary>
    public const string BudgetUnitMismatch = "BudgetUnitMismatch";

    /// <summary>The journal cannot be used ({0}): {1}</summary>
    public const string JournalUnavailable = "JournalUnavailable";

    /// <summary>The journal was written by a newer version of this module (form {0}; this one knows {1}). It was left as it is.</summary>
    public const string JournalTooNew = "JournalTooNew";

    /// <summary>The store '{0}' cannot be used: {1}</summary>
    public const string StoreUnavailable = "StoreUnavailable";

    /// <summary>The store '{0}' is damaged: {1} It was left as it is, and nothing was sent.</summary>
    public const string StoreDamaged = "StoreDamaged";

    /// <summary>The file '{0}' is not a store of this module: {1}. It was left as it is.</summary>
    public const string StoreNotOurs = "StoreNotOurs";

    /// <summary>The store '{0}' was written by a newer version of this module (version {1}; this one knows up to {2}). It was left as it is.</summary>
    public const string StoreTooNew = "StoreTooNew";

    /// <summary>The store '{0}' lies on a network file system ({1}), where locks do not keep two runs from paying for the same work.</summary>
    public const string StoreOnNetwork = "StoreOnNetwork";

    /// <summary>The task {0} is {1}; only one whose outcome is unknown can be settled.</summary>
    public const string TaskNotUnknown = "TaskNotUnknown";

    /// <summary>The task {0} is {1} and is still needed: it may be running, or it is paid for and not on disk.</summary>
    public const string TaskStillNeeded = "TaskStillNeeded";

    /// <summary>The journal has no task '{0}'.</summary>
    public const string IntentNotFound = "IntentNotFound";

    /// <summary>The report '{0}' exists already, and was left as it is.</summary>
    public const string ReportExists = "ReportExists";

    /// <summary>The report could not be written to '{0}': {1}</summary>
    public const string ReportNotWritten = "ReportNotWritten";

    /// <summary>'{0}' is no place for a report: {1}.</summary>
    public const string InvalidReportPath = "InvalidReportPath";

    /// <summary>Nothing was piped that a report could show, so none was written.</summary>
    public const string ReportEmpty = "ReportEmpty";
    /// <summary>'{0}' cannot be listened on: {1}.</summary>
    public const string InvalidListenerPrefix = "InvalidListenerPrefix";

    /// <summary>A callback listener is running already in this process at {0}.</summary>
    public const string CallbackListenerRunning = "CallbackListenerRunning";

    /// <summary>The callback listener could not listen on {0}: {1}.</summary>
    public const string CallbackListenerNotStarted = "CallbackListenerNotStarted";

    /// <summary>No callback listener is running in this process.</summary>
    public const string CallbackListenerNotRunning = "CallbackListenerNotRunning";

    /// <summary>The callback cannot be read: {0}.</summary>
    public const string CallbackMalformed = "CallbackMalformed";

    /// <summary>The callback has {0:N0} bytes; at most {1:N0} are read.</summary>
    public const string CallbackTooLarge = "CallbackTooLarge";

    /// <summary>The signature of the callback for task {0} is not valid: {1}.</summary>
    public const string CallbackSignatureInvalid = "CallbackSignatureInvalid";

    /// <summary>The signature of the callback for task {0} was made at {1} (Unix seconds), more than {2} minutes from now.</summary>
    public const string CallbackTimestampInvalid = "CallbackTimestampInvalid";

    /// <summary>Something went wrong that should not: {0}</summary>
    public const string InternalError = "InternalError";
}
