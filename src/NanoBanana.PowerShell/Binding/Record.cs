using System.Collections;
using System.Data;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace NanoBanana.PowerShell.Binding;

/// <summary>A piped record, such as a row of a CSV file: its columns by name, whatever kind of object brought it.</summary>
internal sealed class Record
{
    private Record(IReadOnlyList<KeyValuePair<string, object?>> columns, bool isDictionary)
    {
        Columns = columns;
        IsDictionary = isDictionary;
    }

    /// <summary>Name and value of each column; NULL of a database is null.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Columns { get; }

    /// <summary>True for a hashtable, whose entries PowerShell does not bind to parameters.</summary>
    public bool IsDictionary { get; }

    /// <summary>True for an empty row, as spreadsheets leave them at the end of a CSV file.</summary>
    public bool IsEmpty => Columns.Count > 1 && Columns.All(each => Cell.IsBlank(each.Value));

    /// <summary>The record; null for files, tasks, text and other objects of .NET.</summary>
    public static Record? Of(PSObject? input) => input?.BaseObject switch
    {
        null => null,
        PSCustomObject => TaskReader.IsTask(input) ? null : new Record([.. input.Properties.Select(each => Column(each.Name, each.Value))], isDictionary: false),
        IDictionary entries => new Record([.. entries.Keys.Cast<object>().Select(key => Column(key.ToString()!, entries[key]))], isDictionary: true),

        // asked by name first: System.Data need not be loaded for records of CSV
        { } row when row.GetType().FullName is "System.Data.DataRow" or "System.Data.DataRowView" => OfRow(row),
        _ => null,
    };

    /// <summary>The value of the first column with one of these names; null if there is none.</summary>
    public object? Value(IEnumerable<string> names) =>
        names.SelectMany(name => Columns.Where(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase))).Select(each => each.Value).FirstOrDefault();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Record OfRow(object given)
    {
        var row = given as DataRow ?? ((DataRowView)given).Row;
        return new Record([.. row.Table.Columns.Cast<DataColumn>().Select(each => Column(each.ColumnName, row[each]))], isDictionary: false);
    }

    private static KeyValuePair<string, object?> Column(string name, object? value) => new(name, value is DBNull ? null : value);
}
