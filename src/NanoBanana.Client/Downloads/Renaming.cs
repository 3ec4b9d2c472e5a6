using NanoBanana.Client.State;

namespace NanoBanana.Client.Downloads;

/// <summary>Gives an image that an earlier run saved the name that is asked for now: the file is moved within its folder, and its JSON file with it.</summary>
/// <param name="taken">What this run has numbered so far.</param>
/// <param name="before">Called with each name just before it is tried.</param>
internal sealed class Renaming(TakenNames taken, Func<string, Task> before)
{
    /// <summary>Moves the file.</summary>
    /// <param name="path">The file as it is there.</param>
    /// <param name="job">What is asked for.</param>
    /// <returns>Its new path; the same if it has that name, or none was asked for.</returns>
    /// <exception cref="IOException">It could not be moved.</exception>
    public async Task<string> ApplyAsync(string path, SaveJob job)
    {
        if (job.Options.OutFile is not null || string.Equals(job.Options.Name, NameTemplate.Default, StringComparison.Ordinal) || IsNamed(path, job.Stem))
        {
            return path;
        }

        var extension = Path.GetExtension(path);
        var wanted = Path.Combine(job.Folder, job.Stem + extension);
        for (var number = taken.FirstOf(wanted); ; number++)
        {
            var suffix = number == 0 ? string.Empty : FormattableString.Invariant($" ({number})");
            var target = Path.GetFullPath(Path.Combine(job.Folder, job.Stem + suffix + extension));
            if (File.Exists(target) || Directory.Exists(target) || File.Exists(Sidecar.PathOf(target)))
            {
                continue;
            }

            await before(target).ConfigureAwait(false);
            if (ExclusiveMove.Try(path, target))
            {
                taken.Took(wanted, number);
                if (File.Exists(Sidecar.PathOf(path)))
                {
                    ExclusiveMove.Try(Sidecar.PathOf(path), Sidecar.PathOf(target));
                }

                return target;
            }
        }
    }

    // a number behind it was given because the name was taken
    private static bool IsNamed(string path, string stem)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name.Equals(stem, StringComparison.Ordinal)
            || (name.StartsWith(stem + " (", StringComparison.Ordinal) && name.EndsWith(")", StringComparison.Ordinal) && name.Substring(stem.Length + 2, name.Length - stem.Length - 3).All(char.IsDigit));
    }
}
