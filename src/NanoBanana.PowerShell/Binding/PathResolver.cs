using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Turns what the user wrote into full paths of the file system.</summary>
internal sealed class PathResolver(PSCmdlet cmdlet)
{
    /// <summary>Expands wildcards.</summary>
    /// <exception cref="NanoBananaException"><c>ImageNotFound</c> or <c>ImageUnreadable</c>.</exception>
    public IEnumerable<SourceImage> Expand(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [Literal(path)];
        }

        try
        {
            var found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            EnsureFileSystem(provider, path);
            var files = found.Where(File.Exists).ToList();
            return files.Count > 0 ? files.Select(SourceImage.FromFile) : throw NotFound(path, inner: null);
        }
        catch (Exception error) when (error is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            throw NotFound(path, error);
        }
    }

    /// <summary>
    /// Takes a path of a record: first as it is, since the names of files hold brackets; then without the quotes and blanks around it;
    /// and as a pattern only if no file has that name.
    /// </summary>
    /// <exception cref="NanoBananaException"><c>ImageNotFound</c> or <c>ImageUnreadable</c>.</exception>
    public IEnumerable<SourceImage> OfRecord(string path)
    {
        var bare = PathText.Bare(path);
        return new[] { path, bare }.FirstOrDefault(IsFile) is { } file ? [Literal(file)]
            : bare.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? [SourceImage.FromUrl(bare)]
            : Expand(bare.Length > 0 ? bare : path);
    }

    /// <summary>Whether a text names a file that exists.</summary>
    public bool IsFile(string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.ImplementingType == typeof(FileSystemProvider) && File.Exists(full);
        }
        catch (Exception error) when (error is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or ArgumentException or PSInvalidOperationException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Takes the path as it is.</summary>
    /// <exception cref="NanoBananaException"><c>ImageNotFound</c> or <c>ImageUnreadable</c>.</exception>
    public SourceImage Literal(string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            EnsureFileSystem(provider, path);
            if (Directory.Exists(full))
            {
                throw new NanoBananaException(ErrorIds.ImageUnreadable, full, "it is a folder. To use its files, pipe Get-ChildItem -File.") { Target = full };
            }

            return File.Exists(full)
                ? SourceImage.FromFile(full)
                : throw NotFound(path.Contains("::") ? full : path, inner: null);
        }
        catch (Exception error) when (error is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            throw NotFound(path, error);
        }
    }

    /// <summary>The one file that is to be written; a wildcard must name exactly one that exists.</summary>
    /// <exception cref="NanoBananaException"><c>InvalidReportPath</c>.</exception>
    public string ForOutput(string? path, string? literalPath)
    {
        var given = (literalPath ?? path)!;
        try
        {
            var isPattern = literalPath is null && WildcardPattern.ContainsWildcardCharacters(given);
            ProviderInfo provider;
            IReadOnlyList<string> found = isPattern
                ? cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(given, out provider)
                : [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given, out provider, out _)];
            var problem = provider.ImplementingType != typeof(FileSystemProvider) ? $"it is on the {provider.Name} drive"
                : found.Count != 1 ? FormattableString.Invariant($"it matches {found.Count} files")
                : Directory.Exists(found[0]) ? "it is a folder"
                : null;
            return problem is null ? found[0] : throw new NanoBananaException(ErrorIds.InvalidReportPath, given, problem) { Target = given };
        }
        catch (Exception error) when (error is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            throw new NanoBananaException(ErrorIds.InvalidReportPath, error, given, error.Message.TrimEnd('.')) { Target = given };
        }
    }

    private static NanoBananaException NotFound(string path, Exception? inner) =>
        new(ErrorIds.ImageNotFound, inner, path, null) { Target = path };

    private static void EnsureFileSystem(ProviderInfo provider, string path)
    {
        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            throw new NanoBananaException(ErrorIds.ImageUnreadable, path, $"it is on the {provider.Name} drive, but only files of the file system can be used.") { Target = path };
        }
    }
}
