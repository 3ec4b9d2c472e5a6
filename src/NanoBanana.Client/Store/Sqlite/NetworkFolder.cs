using System.Globalization;
using System.Text;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.Client.Store.Sqlite;

/// <summary>Whether a file is on a network file system, where locks do not hold what they promise.</summary>
internal static class NetworkFolder
{
    private static readonly HashSet<string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "9p", "webdav", "afpfs",
        "fuse.sshfs", "fuse.glusterfs", "fuse.davfs", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.cephfs",
    };

    /// <summary>The kind of network file system; null for a local one, and if that cannot be found out.</summary>
    /// <param name="path">A full path; it need not exist yet.</param>
    public static string? KindOf(string path)
    {
        try
        {
            return Platform.IsWindows || Platform.IsMacOS ? OfDrive(path) : OfMounts(path, File.ReadAllLines("/proc/self/mountinfo"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The kind of the file system that a path is on, by the lines of <c>/proc/self/mountinfo</c> (proc(5)); null for a local one.</summary>
    internal static string? OfMounts(string path, IEnumerable<string> lines)
    {
        var longest = -1;
        string? kind = null;
        foreach (var line in lines)
        {
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (dash < 5 || dash + 1 >= fields.Length)
            {
                continue;
            }

            // the last of several mounts on one place is the one that is seen
            var place = Unescaped(fields[4]).TrimEnd('/');
            if (place.Length >= longest && (path + "/").StartsWith(place + "/", StringComparison.Ordinal))
            {
                longest = place.Length;
                kind = fields[dash + 1];
            }
        }

        return kind is not null && Kinds.Contains(kind) ? kind : null;
    }

    private static string? OfDrive(string path)
    {
        if (path.StartsWith(@"\\", StringComparison.Ordinal) && !path.StartsWith(@"\\?\", StringComparison.Ordinal))
        {
            return "network share";
        }

        var drive = new DriveInfo(Platform.IsWindows ? Path.GetPathRoot(path)! : Path.GetDirectoryName(path)!);
        return drive.DriveType is DriveType.Network ? "network share" : null;
    }

    // octal escapes mean blanks and the like
    private static string Unescaped(string text)
    {
        if (text.IndexOf('\\') < 0)
        {
            return text;
        }

        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length)
            {
                plain.Append((char)Convert.ToInt32(text.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                plain.Append(text[i].ToString(CultureInfo.InvariantCulture));
            }
        }

        return plain.ToString();
    }
}
