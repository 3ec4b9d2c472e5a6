namespace NanoBanana.Client.Imaging.Thumbnails.Jpeg;

/// <summary>
/// Reads the pixels of baseline and progressive JPEG pictures, as small as the thumbnail allows (ITU-T T.81). No library for it
/// restores that is managed and free of native code.
/// </summary>
internal static class JpegReader
{
    /// <returns>Null for the rare kinds that are not decoded.</returns>
    /// <exception cref="InvalidDataException">Its pixels cannot be read.</exception>
    public static Raster? Read(byte[] file, int edge)
    {
        var tables = new JpegTables();
        JpegFrame? frame = null;
        var isRgb = false;
        for (var at = 2; NextMarker(file, ref at) is { } marker && marker != 0xD9;)
        {
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                continue;
            }

            var end = at + 2 <= file.Length ? at + ((file[at] << 8) | file[at + 1]) : int.MaxValue;
            if (end > file.Length || end < at + 2)
            {
                throw new InvalidDataException("A segment is longer than the file.");
            }

            var segment = file.AsSpan(at + 2, end - at - 2);
            at = end;
            switch (marker)
            {
                case 0xC4:
                    tables.TakeHuffman(segment);
                    break;
                case 0xDB:
                    tables.TakeQuantisers(segment);
                    break;
                case 0xDD when segment.Length >= 2:
                    tables.RestartInterval = (segment[0] << 8) | segment[1];
                    break;
                case 0xEE when segment.Length >= 12 && segment[0] == 'A' && segment[1] == 'd':
                    isRgb = segment[11] == 0;
                    break;
                case >= 0xC0 and <= 0xCF and not (0xC8 or 0xCC):
                    if ((frame = JpegFrame.Read(segment, marker, edge)) is null)
                    {
                        return null;
                    }

                    break;
                case 0xDA when frame is not null && segment.Length > 0:
                    at = Scan.Decode(file, end - segment.Length, end, frame, tables);
                    break;
            }
        }

        return frame is null ? null : Pixels.Of(frame, tables, isRgb, edge);
    }

    // what stands between a scan's last bit and the next marker is padding
    private static int? NextMarker(byte[] file, ref int at)
    {
        for (; at + 1 < file.Length; at++)
        {
            if (file[at] == 0xFF && file[at + 1] is not (0 or 0xFF))
            {
                at += 2;
                return file[at - 1];
            }
        }

        return null;
    }
}
