using NanoBanana.Client.State;

namespace NanoBanana.Client.Gateways.Catalog;

/// <summary>The rows of this version, and over them those of <c>models.json</c> in the user's home folder.</summary>
internal sealed class CatalogFiles
{
    /// <summary>The name of the user's file.</summary>
    public const string Name = "models.json";

    private readonly byte[][] _built;
    private readonly Lazy<IReadOnlyList<ModelCapabilities>> _rows;
    private readonly CachedFile<IReadOnlyList<ModelCapabilities>> _ofUser;
    private readonly Func<string?> _folder;

    /// <param name="folder">The home folder; null if the account has none.</param>
    /// <param name="built">The files that come with the gateways, in order.</param>
    public CatalogFiles(Func<string?> folder, params byte[][] built)
    {
        (_folder, _built) = (folder, built);
        _rows = new Lazy<IReadOnlyList<ModelCapabilities>>(() => Built().Build());
        _ofUser = new CachedFile<IReadOnlyList<ModelCapabilities>>(() => Path.Combine(folder()!, Name), Parse);
    }

    /// <summary>The same, with one more file of a gateway.</summary>
    public CatalogFiles With(byte[] file) => new(_folder, [.. _built, file]);

    /// <summary>All rows as they are now.</summary>
    /// <exception cref="NanoBananaException"><c>ModelFileInvalid</c>, <c>HomeWritableByOthers</c> or <c>NotARegularFile</c>: the user's file cannot be used.</exception>
    public IReadOnlyList<ModelCapabilities> Rows()
    {
        if (_folder() is not { } folder || Path.Combine(folder, Name) is var path && !File.Exists(path))
        {
            return _rows.Value;
        }

        if (FileKind.Problem(path) is { } problem)
        {
            throw new NanoBananaException(ErrorIds.NotARegularFile, path, problem) { Target = path };
        }

        OwnerOnly.EnsureNotWritable(folder);
        OwnerOnly.EnsureNotWritable(path);
        return _ofUser.Read() ?? _rows.Value;
    }

    private CatalogBuilder Built()
    {
        var builder = new CatalogBuilder();
        foreach (var file in _built)
        {
            builder.Add(file);
        }

        return builder;
    }

    private IReadOnlyList<ModelCapabilities> Parse(string path, byte[] bytes)
    {
        try
        {
            return Built().Add(bytes, ofUser: true).Build();
        }
        catch (CatalogException error)
        {
            throw new NanoBananaException(ErrorIds.ModelFileInvalid, error, path, error.Message) { Target = path };
        }
    }
}
