// Every echo bot listens the same way: on loopback, on the port that the harness chose.
module.exports = express => express.listen(Number(process.env.PORT), '127.0.0.1');
