namespace NanoBanana.Emulation.Gateways;

/// <summary>What a request asks of a model, checked and with the defaults filled in.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Ratio">A ratio of the model's table, or <c>auto</c> for the one nearest to the first input image.</param>
/// <param name="Resolution"><c>0.5K</c>, <c>1K</c>, <c>2K</c> or <c>4K</c>.</param>
/// <param name="Format"><c>png</c> or <c>jpeg</c>.</param>
/// <param name="Count">How many results.</param>
/// <param name="Images">The input images.</param>
internal sealed record ModelInput(string Prompt, string Ratio, string Resolution, string Format, int Count, IReadOnlyList<Uri> Images);
