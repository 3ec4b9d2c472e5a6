using System.Text.Json;

namespace NanoBanana.Client.Gateways.NanoBananaApi;

/// <summary>
/// https://docs.nanobananaapi.ai/nanobanana-api/get-task-details: <c>successFlag</c> 0 to 3. The page shows one URL even for
/// several images, so the lists that public clients look for are read as well.
/// </summary>
internal static class NanoBananaApiReply
{
    private static readonly StateWords Flags = new(pending: [], running: ["0"], succeeded: ["1"], failed: ["2", "3"]);

    public static TaskSnapshot Read(JsonElement data, Uri? address)
    {
        var flag = data.Member("successFlag").AsText();
        var images = Images(data.Member("response").AsEmbeddedJson(), address);
        var (state, unknown) = Flags.Read(flag, images.Count > 0);
        return new TaskSnapshot
        {
            Id = data.FirstMember("taskId", "task_id").AsId(),
            State = state,
            UnknownWord = unknown,
            Images = images,
            FailureCode = data.Member("errorCode").AsText() is { } code && !string.Equals(code, "0", StringComparison.Ordinal) ? code : null,
            FailureMessage = data.Member("errorMessage").AsReason()
                ?? (string.Equals(flag, "2", StringComparison.Ordinal) ? "the task could not be created" : null),
            CreatedAt = data.Member("createTime").AsTime(),
            CompletedAt = data.Member("completeTime").AsTime(),
            ProviderTime = data.Member("completeTime").AsZonelessTime() ?? data.Member("createTime").AsZonelessTime(),
            Echo = RequestEcho.Read(data.Member("paramJson"), Model(data.Member("operationType").AsText())),
        };
    }

    /// <summary>
    /// There are two bodies: that of <c>/generate</c> reports the outcome in its top <c>code</c> and has the links in <c>info</c>; that of
    /// <c>/generate-2</c> holds the whole record (…/generate-or-edit-image-callbacks, …/generate-image-2-callbacks).
    /// </summary>
    public static TaskSnapshot? ReadCallback(JsonElement body)
    {
        var data = body.Member("data");
        var (id, code) = (data.Member("taskId").AsId(), body.Member("code").AsText());
        if (id is null)
        {
            return null;
        }

        if (data.Member("successFlag").AsText() is not null)
        {
            return Read(data, address: null);
        }

        var succeeded = string.Equals(code, "200", StringComparison.Ordinal);
        return code is null || data.Member("state").ValueKind is not JsonValueKind.Undefined ? null : new TaskSnapshot
        {
            Id = id,
            State = succeeded ? TaskStates.Succeeded : TaskStates.Failed,
            Images = Images(data.Member("info"), address: null),
            FailureCode = succeeded ? null : code,
            FailureMessage = succeeded ? null : body.FirstMember("msg", "message").AsReason(),
        };
    }

    // nanobanana_TEXTTOIAMGE, nano-banana-2_1k
    private static string? Model(string? operation) => operation?.Split('_')[0] switch
    {
        "nanobanana" => "nano-banana",
        { } model when model.StartsWith("nano-banana", StringComparison.OrdinalIgnoreCase) => model,
        _ => null,
    };

    private static IReadOnlyList<ResultImage> Images(JsonElement response, Uri? address) =>
        ImageLinks.Read(address, response.Member("resultImageUrl"), response.FirstMember("resultImageUrls", "images", "urls"));
}
