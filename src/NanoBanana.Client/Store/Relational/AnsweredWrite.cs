namespace NanoBanana.Client.Store.Relational;

/// <summary>One write with an answer.</summary>
internal sealed class AnsweredWrite<T>(Func<WriteGroup, Task<T>> work) : Write
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _answer;

    /// <summary>The answer, once it is on the disk.</summary>
    public Task<T> Done => _done.Task;

    /// <inheritdoc/>
    public override async Task ApplyAsync(WriteGroup group) => _answer = await work(group).ConfigureAwait(false);

    /// <inheritdoc/>
    public override void Committed() => _done.TrySetResult(_answer!);

    /// <inheritdoc/>
    public override void Failed(Exception error)
    {
        if (error is OperationCanceledException)
        {
            _done.TrySetCanceled(Stop);
        }
        else
        {
            _done.TrySetException(error);
        }
    }
}
