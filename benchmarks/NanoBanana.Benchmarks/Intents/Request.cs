namespace NanoBanana.Benchmarks.Intents;

/// <summary>What each intent asks for.</summary>
internal static class Request
{
    public const string Prompt = "a lighthouse in a storm, as a watercolour";

    public const string Json = $$"""{"Provider":"Apikley","Model":"google/nano-banana","Operation":"Generate","Prompt":"{{Prompt}}","AspectRatio":"16:9","OutputFormat":"png","Images":[]}""";
}
