namespace NanoBanana.SixthGateway.Tests;

/// <summary>The rows of the made-up gateway.</summary>
internal static class ExampleModels
{
    public static IEnumerable<ModelCapabilities> Rows { get; } =
    [
        new() { Provider = ExampleGateway.Name, Model = "example-draw", Operation = Operations.Generate, MaxPromptLength = 100, AspectRatios = ["1:1", "16:9"] },
        new() { Provider = ExampleGateway.Name, Model = "example-edit", Operation = Operations.Edit, MaxPromptLength = 100, AspectRatios = ["1:1"], MaxImages = 2 },
    ];
}
