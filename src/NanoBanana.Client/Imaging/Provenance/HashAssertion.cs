using System.Buffers;
using System.Formats.Cbor;
using System.Security.Cryptography;

namespace NanoBanana.Client.Imaging.Provenance;

/// <summary>The hash of all bytes of a file but some ranges, as the newest manifest states it (C2PA 2.2, c2pa.hash.data).</summary>
internal sealed class HashAssertion
{
    private const string Name = "c2pa.hash.data";

    private readonly List<(long Start, long Length)> _exclusions = [];
    private string _algorithm = "sha256";
    private byte[] _hash = [];

    /// <summary>The assertion; null if the manifest binds the file in another way.</summary>
    /// <param name="store">A manifest store.</param>
    public static HashAssertion? Find(byte[] store)
    {
        var root = JumbfBox.Read(store).First(box => box.Type is "jumb");
        var newest = root.Children().Last(box => box.Type is "jumb");
        var assertion = newest.Children()
            .Where(box => box.Label is "c2pa.assertions")
            .SelectMany(box => box.Children())
            .Where(box => box.Label is Name)
            .SelectMany(box => box.Children())
            .FirstOrDefault(box => box.Type is "cbor");
        return assertion.Type is null ? null : Parse(assertion.Content);
    }

    /// <summary>True if the file has that hash.</summary>
    /// <param name="image">Seekable.</param>
    public bool Holds(Stream image)
    {
        using var hash = IncrementalHash.CreateHash(_algorithm switch
        {
            "sha384" => HashAlgorithmName.SHA384,
            "sha512" => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        });
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var at = 0L;
            foreach (var (start, length) in _exclusions.OrderBy(range => range.Start))
            {
                Append(hash, image, at, start, buffer);
                at = Math.Max(at, checked(start + length));
            }

            Append(hash, image, at, image.Length, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return hash.GetHashAndReset().AsSpan().SequenceEqual(_hash);
    }

    private static void Append(IncrementalHash hash, Stream image, long from, long to, byte[] buffer)
    {
        image.Position = Math.Min(from, image.Length);
        for (var left = to - from; left > 0;)
        {
            var read = image.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                return;
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }
    }

    private static HashAssertion Parse(ReadOnlyMemory<byte> cbor)
    {
        var assertion = new HashAssertion();
        var reader = new CborReader(cbor, CborConformanceMode.Lax);
        reader.ReadStartMap();
        while (reader.PeekState() is not CborReaderState.EndMap)
        {
            switch (reader.ReadTextString())
            {
                case "alg":
                    assertion._algorithm = reader.ReadTextString();
                    break;
                case "hash":
                    assertion._hash = reader.ReadByteString();
                    break;
                case "exclusions" when reader.PeekState() is CborReaderState.StartArray:
                    assertion.ReadExclusions(reader);
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        return assertion;
    }

    private void ReadExclusions(CborReader reader)
    {
        reader.ReadStartArray();
        while (reader.PeekState() is not CborReaderState.EndArray)
        {
            var (start, length) = (0L, 0L);
            reader.ReadStartMap();
            while (reader.PeekState() is not CborReaderState.EndMap)
            {
                switch (reader.ReadTextString())
                {
                    case "start":
                        start = reader.ReadInt64();
                        break;
                    case "length":
                        length = reader.ReadInt64();
                        break;
                    default:
                        reader.SkipValue();
                        break;
                }
            }

            reader.ReadEndMap();
            _exclusions.Add((start, length));
        }

        reader.ReadEndArray();
    }
}
