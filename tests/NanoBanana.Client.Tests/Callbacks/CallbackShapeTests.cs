using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Gateways;
using NanoBanana.Client.Querying;
using NanoBanana.Client.Tests.Support;

namespace NanoBanana.Client.Tests.Callbacks;

/// <summary>What each body claims, recognised by its shape or by the name of its sender.</summary>
public sealed class CallbackShapeTests
{
    public static TheoryData<string, string, string, string> Shapes => Bodies.All;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_shape_is_known(string provider, string body, string id, string image)
    {
        foreach (var callback in new[] { Bodies.Read(body), Bodies.Read(body, provider.ToUpperInvariant()) })
        {
            Assert.Equal((provider, id, TaskStates.Succeeded, image), (callback.Provider, callback.Id, callback.ClaimedState, callback.ClaimedImages[0]));
            Assert.Equal((CallbackProofs.None, null, FakeTime.Start), (callback.Verified, callback.ClaimedFailure, callback.ReceivedAt));
        }
    }

    [Fact]
    public void Failures_are_known()
    {
        AssertFailed("request_id", Bodies.With(Bodies.With(Bodies.Pixazo, "status", "\"FAILED\""), "error", "\"no GPU\""), "no GPU");
        AssertFailed("/generate", """{"code":400,"msg":"Your prompt was flagged.","data":{"taskId":"t","info":null}}""", "Your prompt was flagged.");
        AssertFailed("/generate-2", """{"code":200,"msg":"x","data":{"taskId":"t","successFlag":3,"errorCode":501,"errorMessage":"no luck"}}""", "no luck");
        AssertFailed("Crun", """{"task_id":"t","status":"failed","result":{"code":501,"message":"no luck","media_urls":[]}}""", "no luck");
        AssertFailed("kie", """{"code":501,"msg":"Playground task failed.","data":{"taskId":"t","state":"fail","failCode":"500","failMsg":"Internal server error","resultJson":null}}""", "Internal server error");

        static void AssertFailed(string shape, string body, string words)
        {
            var callback = Bodies.Read(body);
            Assert.True((callback.ClaimedState, callback.ClaimedFailure, callback.ClaimedImages.Count == 0) is (TaskStates.Failed, var said, _) && said == words, shape);
        }
    }

    [Fact]
    public void A_task_under_way_is_known() => Assert.Equal(TaskStates.Running, Bodies.Read(Bodies.With(Bodies.Pixazo, "status", "\"PROCESSING\"")).ClaimedState);

    [Fact]
    public void The_id_of_the_signatures_page_counts_too() =>
        Assert.Equal("t", Bodies.Read("""{"code":200,"data":{"task_id":"t","state":"success"}}""").Id);

    [Fact]
    public void Two_ids_that_differ_are_none() =>
        Caught.By(ErrorIds.CallbackMalformed, () => Bodies.Read("""{"code":200,"data":{"task_id":"a","taskId":"b","state":"success"}}"""));

    [Fact]
    public void A_body_of_another_gateway_is_refused_where_the_sender_is_named()
    {
        var error = Caught.By(ErrorIds.CallbackMalformed, () => Bodies.Read(Bodies.Crun, ProviderNames.Apikley));

        Assert.Contains("Apikley", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_no_callbacks_sends_none()
    {
        var error = Caught.By(ErrorIds.CallbackMalformed, () => Bodies.Read(Bodies.Apikley, ProviderNames.AigptImage));

        Assert.Contains("Pixazo, NanoBananaApi, Crun, Apikley", error.Message, StringComparison.Ordinal);
        Caught.By(ErrorIds.UnknownProvider, () => Bodies.Read(Bodies.Apikley, "Replicate"));
    }

    [Fact]
    public void A_callback_does_not_look_like_a_task()
    {
        // piped on, its claims would be saved as results
        var names = typeof(Callback).GetProperties().Select(property => property.Name);

        Assert.DoesNotContain(names, name => name is nameof(ImageTask.State) or nameof(ImageTask.Images) or nameof(ImageTask.Profile));
    }
}
