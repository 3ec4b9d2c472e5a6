using System.Text;

namespace NanoBanana.Emulation.Host;

internal static class Greeting
{
    public static string For(GatewayEmulator emulator)
    {
        var text = new StringBuilder().AppendLine("Five gateways are listening:").AppendLine();
        foreach (var provider in emulator.ProviderUris)
        {
            text.Append("  ").Append(provider.Key.PadRight(14)).AppendLine(provider.Value.AbsoluteUri);
        }

        text.AppendLine()
            .Append("  Key           ").AppendLine(emulator.Key)
            .Append("  Image host    ").AppendLine(emulator.ImageHost.AbsoluteUri)
            .Append("  Control       ").Append(emulator.Uri).AppendLine("emulator/");
        if (emulator.Faults.Count > 0)
        {
            text.Append("  Faults        ").AppendLine(string.Join(", ", emulator.Faults));
        }

        return text.AppendLine().Append("Press Ctrl+C to stop.").ToString();
    }
}
