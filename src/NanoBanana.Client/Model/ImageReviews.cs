namespace NanoBanana.Client.Model;

/// <summary>The reviews of a task's images: the last one of each image.</summary>
internal static class ImageReviews
{
    /// <summary>The reviews with one more; an open one takes the earlier decision on the image back.</summary>
    public static IReadOnlyList<ImageReview> With(IReadOnlyList<ImageReview> reviews, ImageReview review) =>
        [.. reviews.Where(each => each.Index != review.Index).Concat(review.Decision is ReviewDecisions.Open ? [] : [review]).OrderBy(each => each.Index)];
}
