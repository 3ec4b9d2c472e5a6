namespace NanoBanana.Client.State;

/// <summary>Gives a finished file its name; a file that has the name is replaced only on request, also if it appears at the last moment.</summary>
internal static class FileMove
{
    /// <summary>Moves the file.</summary>
    /// <param name="path">The finished file, in the folder of the target.</param>
    /// <param name="target">Its name.</param>
    /// <param name="replace">Whether a file of that name is replaced.</param>
    /// <returns>False if the name is taken.</returns>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be moved.</exception>
    public static bool Try(string path, string target, bool replace)
    {
        if (!replace)
        {
            return ExclusiveMove.Try(path, target);
        }

#if NET
        File.Move(path, target, overwrite: true);
#else
        File.Copy(path, target, overwrite: true);
        File.Delete(path);
#endif
        return true;
    }
}
