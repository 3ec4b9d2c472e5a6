namespace NanoBanana.Testing;

/// <summary>Catches the library's own exception and checks its id.</summary>
public static class Caught
{
    public static NanoBananaException By(string errorId, Action action)
    {
        var error = Assert.Throws<NanoBananaException>(action);
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }

    public static async Task<NanoBananaException> ByAsync(string errorId, Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<NanoBananaException>(action);
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }
}
