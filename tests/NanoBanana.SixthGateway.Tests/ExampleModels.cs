namespace NanoBanana.SixthGateway.Tests;

/// <summary>The rows of the made-up gateway, in the form of <c>models.json</c>.</summary>
internal static class ExampleModels
{
    public static byte[] Rows => """
        {
          "models": [
            { "provider": "Example", "model": "example-draw", "family": "example", "operations": ["Generate"], "maxPromptLength": 100, "aspectRatios": ["1:1", "16:9"] },
            { "provider": "Example", "model": "example-edit", "family": "example", "operations": ["Edit"], "maxPromptLength": 100, "aspectRatios": ["1:1"], "maxImages": 2 }
          ]
        }
        """u8.ToArray();
}
