namespace NanoBanana.Client.Limits;

/// <summary>
/// What refusals teach: half of what was sent before one is allowed at first, and more with every quiet stretch, until twice
/// what was refused goes through again. A number that the gateway itself names is kept.
/// </summary>
internal sealed class LearnedRate
{
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(10);

    /// <summary>No gateway allows fewer calls; if the refused calls are this few, the rate is not the reason.</summary>
    private const int Fewest = 5;

    private RateLimit? _stated;
    private int _refused;
    private TimeSpan _since;

    /// <summary>How far back <see cref="Refused"/> wants to know.</summary>
    public static TimeSpan LooksBack => Stretch;

    /// <param name="sent">Calls in the last <see cref="LooksBack"/>, the refused one included.</param>
    /// <param name="stated">The gateway's own numbers, or null.</param>
    /// <param name="now">On the limiter's clock.</param>
    public void Refused(int sent, RateLimit? stated, TimeSpan now)
    {
        _stated = stated ?? _stated;
        _refused = sent;
        _since = now;
    }

    /// <summary>The limit that holds now, or null.</summary>
    public IEnumerable<RateLimit> At(TimeSpan now)
    {
        if (_stated is not null)
        {
            yield return _stated;
        }

        if (_refused > Fewest)
        {
            var start = Math.Max(Fewest, _refused / 2);
            var allowed = start + (Math.Max(1, start / 4) * ((now - _since).Ticks / Stretch.Ticks));
            if (allowed < 2L * _refused)
            {
                yield return new RateLimit((int)allowed, Stretch);
            }
            else
            {
                _refused = 0;
            }
        }
    }
}
