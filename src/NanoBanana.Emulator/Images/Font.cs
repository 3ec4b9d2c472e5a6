using System.Globalization;
using System.Text;

namespace NanoBanana.Emulation.Images;

/// <summary>Letters on a grid of 5 by 7, drawn for the emulator: the visible characters of ASCII, and a block for every other one.</summary>
internal static class Font
{
    public const int Width = 5;
    public const int Height = 7;

    private const char First = ' ';
    // More is never shown.
    private const int MaxLength = 2000;

    private const char Last = '~';

    // Five columns of two hexadecimal digits for each letter from the space on; the lowest bit is the topmost dot.
    private const string Columns =
        "000000000000005F00000007000700147F147F14242A7F2A12231308646236495522500005030000"
        + "001C2241000041221C00082A1C2A0808083E08080050300000080808080800606000002010080402"
        + "3E5149453E00427F400042615149462141454B311814127F1027454545393C4A4949300171090503"
        + "3649494936064949291E003636000000563600000814224100141414141400412214080201510906"
        + "324979413E7E1111117E7F494949363E414141227F4141221C7F494949417F090909013E4149497A"
        + "7F0808087F00417F41002040413F017F081422417F404040407F020C027F7F0408107F3E4141413E"
        + "7F090909063E4151215E7F09192946464949493101017F01013F4040403F1F2040201F3F4038403F"
        + "631408146307087008076151494543007F41410002040810200041417F0004020102044040404040"
        + "000102040020545454787F484444383844444420384444487F3854545418087E0901020C5252523E"
        + "7F0804047800447D40002040443D007F1028440000417F40007C041804787C080404783844444438"
        + "7C14141408081414187C7C080404084854545420043F4440203C4040207C1C2040201C3C4030403C"
        + "44281028440C5050503C4464544C44000836410000007F000000413608000804081008";

    private static readonly byte[] Bits = [.. Enumerable.Range(0, Columns.Length / 2)
        .Select(index => byte.Parse(Columns.Substring(index * 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];

    /// <summary>The dots of a letter: bit y of column x.</summary>
    public static bool IsSet(char letter, int x, int y) =>
        letter is >= First and <= Last ? (Bits[((letter - First) * Width) + x] >> y & 1) == 1 : y > 0;

    /// <summary>The text in letters that can be drawn: accents are dropped, line ends are spaces.</summary>
    public static string Drawable(string text)
    {
        var drawable = new StringBuilder();
        // Half a surrogate pair cannot be normalized; UTF-8 makes a block of it.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Length > MaxLength ? text.Substring(0, MaxLength) : text));
        foreach (var letter in whole.Normalize(NormalizationForm.FormD))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(letter);
            if (category is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) && !char.IsLowSurrogate(letter))
            {
                drawable.Append(char.IsWhiteSpace(letter) || char.IsControl(letter) ? ' ' : letter);
            }
        }

        return drawable.ToString();
    }
}
