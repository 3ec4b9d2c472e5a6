using System.Management.Automation;
using System.Reflection;
using NanoBanana.Client.Compatibility;

namespace NanoBanana.PowerShell.Binding;

/// <summary>Holds the columns of records against the parameters of a cmdlet: each is read, refused, or carried in the tag.</summary>
internal sealed class RecordColumns
{
    private static readonly Type[] Texts = [typeof(string), typeof(string[])];

    private readonly PSCmdlet _cmdlet;
    private readonly Dictionary<string, ParameterMetadata> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ParameterMetadata> _read = [];
    private readonly List<PropertyInfo> _switches = [];
    private readonly HashSet<string> _ofCommand = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="isGiven">Whether a parameter was given on the command line, as a value or a script block: then no column is read for it.</param>
    public RecordColumns(PSCmdlet cmdlet, Func<string, bool> isGiven)
    {
        _cmdlet = cmdlet;
        foreach (var parameter in cmdlet.MyInvocation.MyCommand.Parameters.Values)
        {
            if (!parameter.Attributes.OfType<ParameterAttribute>().Any(each => each.ValueFromPipelineByPropertyName) && !parameter.Attributes.OfType<FromColumnAttribute>().Any())
            {
                if (!Cmdlet.CommonParameters.Contains(parameter.Name) && parameter.Name is not "InputObject")
                {
                    _ofCommand.Add(parameter.Name);
                }
            }
            else if (!isGiven(parameter.Name))
            {
                _read.Add(parameter);
                if (parameter.ParameterType == typeof(SwitchParameter))
                {
                    _switches.Add(cmdlet.GetType().GetProperty(parameter.Name)!);
                }

                foreach (var name in parameter.Aliases.Append(parameter.Name))
                {
                    _byName[name] = parameter;
                }
            }
        }
    }

    /// <summary>Whether a parameter reads the column.</summary>
    public bool Reads(string column) => _byName.ContainsKey(column);

    /// <summary>Checks that each column can be used as what its name says.</summary>
    /// <exception cref="NanoBananaException"><c>ColumnNotConverted</c> or <c>ColumnNotUsable</c>.</exception>
    public void Check(Record record, PSObject input)
    {
        foreach (var column in record.Columns.Where(each => !Cell.IsBlank(each.Value)))
        {
            if (_ofCommand.Contains(column.Key))
            {
                throw new NanoBananaException(ErrorIds.ColumnNotUsable, column.Key, Cell.Shown(column.Value)) { Target = input };
            }

            if (_byName.TryGetValue(column.Key, out var parameter) && Problem(parameter, column.Value) is { } wanted)
            {
                throw new NanoBananaException(ErrorIds.ColumnNotConverted, column.Key, Cell.Shown(column.Value), wanted) { Target = input };
            }
        }
    }

    /// <summary>Sets the switches that columns set.</summary>
    /// <param name="record">The record; null sets all of them back.</param>
    public void SetSwitches(Record? record)
    {
        foreach (var property in _switches)
        {
            Cell.TryYes(record?.Value([property.Name]), out var yes);
            property.SetValue(_cmdlet, new SwitchParameter(yes));
        }
    }

    /// <summary>Gives the entries of a hashtable to the parameters, as PowerShell does with the properties of other records.</summary>
    /// <param name="record">A dictionary; null sets the parameters back, so that the next record does not inherit them.</param>
    public void Bind(Record? record)
    {
        foreach (var parameter in _read.Where(each => each.ParameterType != typeof(SwitchParameter)))
        {
            var property = _cmdlet.GetType().GetProperty(parameter.Name)!;
            var value = record?.Value(parameter.Aliases.Prepend(parameter.Name));
            property.SetValue(_cmdlet, Cell.IsBlank(value) ? Default(property) : LanguagePrimitives.ConvertTo(Transformed(parameter, value), property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static object? Default(PropertyInfo property) => property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null;

    private static object? Transformed(ParameterMetadata parameter, object? value) =>
        parameter.Attributes.OfType<ArgumentTransformationAttribute>().Aggregate(value, (current, each) => each.Transform(null!, current!));

    // what is wanted and not there; null if the value will do
    private static string? Problem(ParameterMetadata parameter, object? value)
    {
        var type = parameter.ParameterType;
        return Texts.Contains(type) ? (Cell.IsText(value) ? null : "text")
            : type == typeof(int?) ? (Cell.TryWhole(value, out _) ? null : "whole number")
            : type == typeof(SwitchParameter) ? (Cell.TryYes(value, out _) ? null : "yes or no")
            : type == typeof(Uri) ? (Uri.TryCreate(Convert.ToString(Cell.Plain(value), System.Globalization.CultureInfo.InvariantCulture), UriKind.Absolute, out _) ? null : "absolute URL")
            : typeof(System.Collections.IDictionary).IsAssignableFrom(type) ? (Transformed(parameter, value) is OptionTransformationAttribute.Unreadable ? "hashtable or JSON object" : null)
            : null;
    }
}
