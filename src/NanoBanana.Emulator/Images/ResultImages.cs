using NanoBanana.Emulation.Tasks;

namespace NanoBanana.Emulation.Images;

/// <summary>Makes a task's results on demand; the same task and index give the same bytes each time.</summary>
internal static class ResultImages
{
    public static EncodedImage Make(EmulatedTask task, string ratio, int index)
    {
        var picture = ResultPainter.Paint(task, ratio, index);
        return task.Order.Format is "jpeg"
            ? new EncodedImage(JpegWriter.Write(picture, $"TaskId: {task.Id}\nPrompt: {task.Order.Prompt}"), "image/jpeg")
            : new EncodedImage(PngWriter.Write(picture, Texts(task)), "image/png");
    }

    private static IEnumerable<KeyValuePair<string, string>> Texts(EmulatedTask task) =>
    [
        new("TaskId", task.Id), new("Prompt", task.Order.Prompt),
    ];
}
