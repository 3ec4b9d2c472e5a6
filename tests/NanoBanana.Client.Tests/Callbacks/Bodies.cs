using System.Text;
using System.Text.Json.Nodes;
using NanoBanana.Client.Callbacks;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Callbacks;

/// <summary>The five bodies that gateways post, as their pages show them.</summary>
internal static class Bodies
{
    public const string NanoBananaApi = """{"code":200,"msg":"Image generated successfully.","data":{"taskId":"task12345","info":{"resultImageUrl":"https://cdn.example.com/1.jpg"}}}""";

    public const string NanoBananaApi2 = """
        {"code":200,"msg":"success","data":{"taskId":"task12345","operationType":"nano-banana-2_1k","completeTime":"2025-01-01 12:34:56",
         "response":{"resultImageUrl":"https://cdn.example.com/1.jpg"},"successFlag":1,"errorCode":null,"errorMessage":"","createTime":"2025-01-01 12:34:50"}}
        """;

    public const string Apikley = """
        {"code":200,"msg":"Playground task completed successfully.","data":{"taskId":"ee603959-debb-48d1-98c4-a6d1c717eba6","model":"google/nano-banana-edit","state":"success",
         "param":"{}","resultJson":"{\"resultUrls\":[\"https://cdn.example.com/1.jpg\"]}","failCode":null,"failMsg":null,"completeTime":1698765432000,"createTime":1698765400000,"costTime":8}}
        """;

    public static string Pixazo => Golden.Text("Pixazo/v2-query-success.json");

    public static string Crun => Golden.Json("Crun/query-success.json")["data"]!.ToJsonString();

    public static TheoryData<string, string, string, string> All => new()
    {
        { ProviderNames.Pixazo, Pixazo, "nano-banana_019d0000-aaaa", "https://pub-1.r2.dev/v1/a/output.ext" },
        { ProviderNames.NanoBananaApi, NanoBananaApi, "task12345", "https://cdn.example.com/1.jpg" },
        { ProviderNames.NanoBananaApi, NanoBananaApi2, "task12345", "https://cdn.example.com/1.jpg" },
        { ProviderNames.Crun, Crun, "0f8fad5b-d9cb-469f-a165-70867728950e", "https://cdn.example.com/1.png" },
        { ProviderNames.Apikley, Apikley, "ee603959-debb-48d1-98c4-a6d1c717eba6", "https://cdn.example.com/1.jpg" },
    };

    public static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);

    public static Callback Read(string body, string? provider = null) =>
        CallbackReader.Read(Bytes(body), [], new CallbackOptions { Provider = provider, Time = new FakeTime() });

    public static string With(string body, params string[] path)
    {
        var json = JsonNode.Parse(body)!;
        var parent = json;
        foreach (var name in path[..^2])
        {
            parent = parent[name]!;
        }

        parent[path[^2]] = JsonNode.Parse(path[^1]);
        return json.ToJsonString();
    }
}
