using System.Text.Json;

namespace NanoBanana.Client.Journal;

/// <summary>The reviews of a task's images as the store keeps them: one JSON value next to the decision that they come to.</summary>
internal static class StoredReviews
{
    /// <summary>The reviews; none if the value cannot be read.</summary>
    public static IReadOnlyList<ImageReview> Read(string? json)
    {
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize(json, JournalJson.Default.IReadOnlyListImageReview) is { } reviews && reviews.All(each => each?.Decision is not null) ? reviews : [];
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return [];
        }
    }

    /// <summary>The value; null if there is none.</summary>
    public static string? Text(IReadOnlyList<ImageReview> reviews) => reviews.Count == 0 ? null : JsonSerializer.Serialize(reviews, JournalJson.Default.IReadOnlyListImageReview);
}
