// The program of a chain of the newest generation, for tests: the application is the one that ibc-go publishes for tests,
// which has no command of its own. Here it gets one, pays fees, and takes unordered transactions.
package main

import (
	"errors"
	"os"

	cmtcfg "github.com/cometbft/cometbft/config"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/spf13/cobra"

	"cosmossdk.io/log/v2"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/config"
	"github.com/cosmos/cosmos-sdk/client/debug"
	"github.com/cosmos/cosmos-sdk/client/keys"
	"github.com/cosmos/cosmos-sdk/server"
	servercmd "github.com/cosmos/cosmos-sdk/server/cmd"
	serverconfig "github.com/cosmos/cosmos-sdk/server/config"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	simtestutil "github.com/cosmos/cosmos-sdk/testutil/sims"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/x/auth"
	"github.com/cosmos/cosmos-sdk/x/auth/ante"
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	genutilcli "github.com/cosmos/cosmos-sdk/x/genutil/client/cli"

	"github.com/cosmos/ibc-go/v11/testing/simapp"
)

func main() {
	if err := servercmd.Execute(rootCommand(), "", simapp.DefaultNodeHome); err != nil {
		os.Exit(1)
	}
}

func rootCommand() *cobra.Command {
	home, err := os.MkdirTemp("", "simd")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(home)
	encoding := simapp.NewSimApp(
		log.NewNopLogger(), dbm.NewMemDB(), nil, true, simtestutil.NewAppOptionsWithFlagHome(home))
	context := client.Context{}.
		WithCodec(encoding.AppCodec()).
		WithInterfaceRegistry(encoding.InterfaceRegistry()).
		WithTxConfig(encoding.TxConfig()).
		WithLegacyAmino(encoding.LegacyAmino()).
		WithInput(os.Stdin).
		WithAccountRetriever(authtypes.AccountRetriever{}).
		WithHomeDir(simapp.DefaultNodeHome).
		WithViper("")
	root := &cobra.Command{
		Use: "simd",
		PersistentPreRunE: func(command *cobra.Command, _ []string) error {
			read, err := client.ReadPersistentCommandFlags(context.WithCmdContext(command.Context()), command.Flags())
			if err != nil {
				return err
			}
			if read, err = config.ReadFromClientConfig(read); err != nil {
				return err
			}
			if err = client.SetCmdClientContextHandler(read, command); err != nil {
				return err
			}
			settings := serverconfig.DefaultConfig()
			settings.MinGasPrices = "0stake"
			return server.InterceptConfigsPreRunHandler(
				command, serverconfig.DefaultConfigTemplate, settings, cmtcfg.DefaultConfig())
		},
	}
	root.AddCommand(
		genutilcli.InitCmd(encoding.BasicModuleManager, simapp.DefaultNodeHome), debug.Cmd(), keys.Commands())
	server.AddCommands(root, simapp.DefaultNodeHome, application, noExport, func(*cobra.Command) {})
	return root
}

func application(logger log.Logger, db dbm.DB, options servertypes.AppOptions) servertypes.Application {
	app := simapp.NewSimApp(logger, db, nil, false, options, server.DefaultBaseappOptions(options)...)
	authkeeper.WithUnorderedTransactions(true)(&app.AccountKeeper)
	// The module forgets the time-outs that have passed, so it must know, too.
	app.ModuleManager.Modules[authtypes.ModuleName] = auth.NewAppModule(
		app.AppCodec(), app.AccountKeeper, nil, nil)
	handler, err := ante.NewAnteHandler(ante.HandlerOptions{
		AccountKeeper:   app.AccountKeeper,
		BankKeeper:      app.BankKeeper,
		SignModeHandler: app.TxConfig().SignModeHandler(),
		SigGasConsumer:  ante.DefaultSigVerificationGasConsumer,
	})
	if err != nil {
		panic(err)
	}
	app.SetAnteHandler(sdk.AnteHandler(handler))
	if err := app.LoadLatestVersion(); err != nil {
		panic(err)
	}
	return app
}

func noExport(
	log.Logger, dbm.DB, int64, bool, []string, servertypes.AppOptions, []string,
) (servertypes.ExportedApp, error) {
	return servertypes.ExportedApp{}, errors.New("not what this program is for")
}
