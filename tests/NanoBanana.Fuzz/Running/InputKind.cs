namespace NanoBanana.Fuzz.Running;

internal enum InputKind
{
    /// <summary>Spoiled byte by byte.</summary>
    Bytes,

    /// <summary>Spoiled member by member as well.</summary>
    Json,

    /// <summary>Lines of JSON; each is spoiled as such.</summary>
    JsonLines,

    /// <summary>Where it is a PNG, its checksums are made good again half of the time, so that more than the first check is reached.</summary>
    Image,
}
